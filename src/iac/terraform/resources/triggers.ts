import type { Trigger } from '../../model.ts';
import type { Settings } from './settings.ts';

/** The arguments of a Lambda configuration, and the triggers by the names of the Cognito API. */
const triggerArguments: Readonly<Record<string, string>> = {
  pre_sign_up: 'PreSignUp',
  custom_message: 'CustomMessage',
  post_confirmation: 'PostConfirmation',
  pre_authentication: 'PreAuthentication',
  post_authentication: 'PostAuthentication',
  define_auth_challenge: 'DefineAuthChallenge',
  create_auth_challenge: 'CreateAuthChallenge',
  verify_auth_challenge_response: 'VerifyAuthChallengeResponse',
  pre_token_generation: 'PreTokenGeneration',
  user_migration: 'UserMigration',
};

/** Triggers that are a group with the function's ARN in it. The first takes the place of the argument without `_config`, which Cognito keeps the same. */
const triggerGroups: Readonly<Record<string, string>> = {
  pre_token_generation_config: 'PreTokenGeneration',
  custom_email_sender: 'CustomEmailSender',
  custom_sms_sender: 'CustomSMSSender',
  inbound_federation: 'InboundFederation',
};

/** The triggers that a `lambda_config` names. */
export function triggersOf(lambdaConfig: Settings): Trigger[] {
  const grouped = Object.entries(triggerGroups)
    .filter(([group]) => lambdaConfig.names(group))
    .map(([group, name]) => ({ name, functionArn: lambdaConfig.within(group).text('lambda_arn') }));
  const single = Object.entries(triggerArguments)
    .filter(([argument, name]) => lambdaConfig.names(argument) && !grouped.some((other) => other.name === name))
    .map(([argument, name]) => ({ name, functionArn: lambdaConfig.text(argument) }));
  return [...single, ...grouped];
}
