import type { Failure, FailureReason } from '../domain/failure.ts';

/** The service answers that it is out of order: for the user the same as no answer, and another Region of the pool may do better. */
const outOfOrder = [
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'InternalFailure',
  'InternalServerError',
  'InternalServerException',
  'InternalErrorException',
  'KMSInternalException',
  'WAFInternalErrorException',
  'ServiceException',
  'InternalServiceErrorException',
  'InternalServiceFault',
  'ServiceFailure',
  'ServiceFailureException',
  'DependencyTimeoutException',
];

/** SDK and network error names to reasons. Names, because texts change and many errors have no class of their own in the SDK. */
const reasons: ReadonlyMap<string, FailureReason> = new Map(
  Object.entries({
    accessDenied: [
      'AccessDeniedException',
      'AccessDenied',
      'NotAuthorizedException',
      'UnauthorizedOperation',
      'KMSAccessDeniedException',
      'AuthorizationErrorException',
    ],
    notFound: [
      'ResourceNotFoundException',
      'NotFoundException',
      // What the SDK makes of a 404 of S3 without a body.
      'NotFound',
      'NoSuchHealthCheck',
      'NoSuchEntity',
      'NoSuchEntityException',
      'WAFNonexistentItemException',
    ],
    throttled: [
      'PriorRequestNotComplete',
      'TooManyRequestsException',
      'ThrottlingException',
      'ThrottledException',
      'Throttling',
      'RequestLimitExceeded',
      'SlowDown',
    ],
    expired: [
      'ExpiredToken',
      'ExpiredTokenException',
      'RequestExpired',
      'TokenProviderError',
      'InvalidGrantException',
      'UnauthorizedException',
      'MissingAuthenticationTokenException',
      'MissingAuthenticationToken',
      'SignInNeeded',
    ],
    unreachable: [
      'ECONNREFUSED',
      'ECONNRESET',
      'ENOTFOUND',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'EPIPE',
      'EAI_AGAIN',
      'UnknownEndpoint',
      ...outOfOrder,
    ],
    timeout: ['AttemptTimeout', 'CredentialsTimeout', 'TimeoutError', 'ETIMEDOUT', 'ESOCKETTIMEDOUT', 'RequestTimeout'],
    invalid: [
      'InvalidParameterException',
      'InvalidParameterValue',
      'InvalidParameterValueException',
      'InvalidParameterCombination',
      'WAFInvalidParameterException',
      'HealthCheckAlreadyExists',
      'TooManyHealthChecks',
      'InvalidInput',
      'InvalidInputException',
      'PolicyEvaluation',
      'PolicyEvaluationException',
      'BadRequestException',
      'ValidationException',
      'ValidationError',
      'SerializationException',
      'InvalidArnException',
      'CredentialsProviderError',
      'CredentialsFailed',
      'LimitExceededException',
      'TooManyHealthChecks',
      'FeatureUnavailableInTierException',
      'SignatureDoesNotMatch',
      'InvalidSignatureException',
      'RequestTimeTooSkewed',
      'DisabledException',
      'KMSInvalidStateException',
    ],
    conflict: [
      'ConcurrentModificationException',
      'ConflictException',
      'AlreadyExistsException',
      'WAFOptimisticLockException',
      'HealthCheckVersionMismatch',
      'HealthCheckAlreadyExists',
    ],
    notEnabled: ['OperationNotEnabledException'],
    cancelled: ['AbortError'],
  } satisfies Partial<Record<FailureReason, string[]>>).flatMap(([reason, names]) => names.map((name) => [name, reason as FailureReason])),
);

/** Errors that say "these credentials are not known here". In a Region that has to be enabled first, that is the usual meaning. */
const unknownCredentials = new Set(['UnrecognizedClientException', 'InvalidClientTokenId', 'AuthFailure', 'OptInRequired']);

/**
 * Regions that every account has. All others are opt-in, where an account that did not enable them gets the same error as wrong credentials do.
 * Source: AWS Account Management Reference Guide, "Enable or disable AWS Regions".
 */
const alwaysEnabled =
  /^(us-(east|west)-[12]|ca-central-1|sa-east-1|eu-(central-1|west-[123]|north-1)|ap-(south-1|northeast-[123]|southeast-[12])|cn-.*|us-gov-.*)$/;

/** Turns whatever an SDK call threw into a reason, once, at the boundary. */
export function toFailure(error: unknown, operation: string, region?: string): Failure {
  const { name, code, detail, status } = read(error);
  const where = { operation, ...(region !== undefined && { region }) };
  if (unknownCredentials.has(name)) {
    return { ...where, reason: region !== undefined && !alwaysEnabled.test(region) ? 'regionDisabled' : 'invalid', detail };
  }
  // The code first: the SDK's HTTP handler calls a connection that broke off (ECONNRESET, EPIPE) a TimeoutError too.
  const reason = (code === undefined ? undefined : reasons.get(code)) ?? reasons.get(name) ?? certificateReason(code);
  if (reason) return { ...where, reason, detail };
  // A gateway in front of the service, not the service: it names no error.
  if (status === 502 || status === 503 || status === 504) return { ...where, reason: 'unreachable', detail: `HTTP ${status}` };
  // A reply without a body, as S3 answers HEAD: the status is all there is (API reference, HeadBucket), and the SDK's words for it say nothing.
  const isSilent = name === 'Unknown' && detail === 'UnknownError';
  if (isSilent && status === 403) return { ...where, reason: 'accessDenied', detail: 'HTTP 403' };
  if (isSilent && status !== undefined) return { ...where, reason: status < 500 ? 'unknown' : 'unreachable', detail: `HTTP ${status}` };
  // An HTML page or a reply that was cut short: the JSON parser's complaint says less than what came.
  const isUnreadable = error instanceof SyntaxError || name === 'SyntaxError';
  const said = isUnreadable ? 'unreadable reply' : detail;
  return { ...where, reason: 'unknown', detail: status === undefined ? said : `HTTP ${status}, ${said}` };
}

function certificateReason(code: string | undefined): FailureReason | undefined {
  return code !== undefined && /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code) ? 'unreachable' : undefined;
}

function read(error: unknown): { name: string; code?: string; detail: string; status?: number } {
  if (!(error instanceof Error)) return { name: '', detail: oneLine(String(error)) };
  const { code, $metadata } = error as { code?: unknown; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  return {
    name: error.name,
    detail: oneLine(error.message),
    ...(typeof code === 'string' && { code }),
    ...(status !== undefined && { status }),
  };
}

/** Session tokens, secret access keys (40 characters) and access key ids. Ids and ARNs, which messages need, are shorter or have other characters. */
const secrets = /[A-Za-z0-9+/_=-]{60,}|(?<![\w/+=-])[A-Za-z0-9/+=]{40}(?![\w/+=-])|\b(AKIA|ASIA)[A-Z0-9]{16}\b/g;

/** One line, bounded, without what looks like a token: it may end up in a tooltip, a log or a bug report. */
function oneLine(text: string): string {
  const line = text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .replaceAll(secrets, '…')
    .trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
