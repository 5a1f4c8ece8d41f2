// What no source confirms about the real service, each as a named choice, so that suites can run both ways (facts: "Open questions").
// The choices are data: the type, the scenario's shape and the defaults (the first choice of each) follow from the one table.
import { flag, oneOf, structure, type Shaped, type Text } from './shape.ts';

/** Every switch with its choices, the default first. docs/simulator.md has the question of each. */
export const switchChoices = {
  /** Open question 7: does ListUserPools in the secondary Region also return the replicated pool? Strongly implied, so yes. */
  secondaryListsReplicas: [true, false],
  /** Open question 6: which Region's key ARN does DescribeUserPool show on the replica? */
  replicaKeyArn: ['secondaryRegion', 'primaryRegion'],
  /** Do DescribeUserPool and ListUserPools in the secondary Region know a replica that is still CREATING? The guide names INACTIVE and ACTIVE only. */
  creatingReplicaAnswers: [false, true],
  /** A pool without a customer managed key: no KeyConfiguration at all (documentation) or an explicit AWS_OWNED_KEY (seen by OASIS). */
  awsOwnedKey: ['absent', 'explicit'],
  /** Does DescribeUserPool show the custom domain on the replica too? There is one domain for both Regions. */
  replicaShowsCustomDomain: [true, false],
  /** Open question 9: the Regions that replication supports; the launch list, or any Region since. */
  replicationRegions: ['launch', 'all'],
  /** Open question 5: how CreateUserPoolReplica refuses a pool on older infrastructure. */
  olderPoolRefusal: ['InvalidParameterException', 'OperationNotEnabledException', 'FeatureUnavailableInTierException'],
  /** Open question 2: which pool ARN Cognito names to the key of the secondary Region. */
  secondaryKeySource: ['secondaryRegion', 'primaryRegion'],
  /** Does Cognito judge the key's policy already when a pool is put on the key? */
  keyPolicyCheckedOnPool: [true, false],
  /** What a new replica has of the settings that each Region sets for itself: nothing, or the primary's once. */
  newReplicaSettings: ['empty', 'copied'],
  /** How a replica refuses what its status does not allow: activation while CREATING, deletion while ACTIVE. */
  replicaStatusRefusal: ['InvalidParameterException', 'OperationNotEnabledException'],
  /** Open question 10: DeleteUserPoolReplica sent to the secondary Region. The SDK says no, the guide lists it. */
  secondaryDeletesReplica: [false, true],
  /** Does deletion protection keep a replica from DeleteUserPoolReplica? */
  protectionKeepsReplica: [false, true],
  /** Open question 1: DeleteUserPool of a pool that has a replica. */
  deletePoolWithReplica: ['refused', 'cascades'],
  /** What UpdateUserPool does with what is left out: kept where that was measured, or always reset as documented. */
  omittedSettings: ['measured', 'documented'],
  /** The plan where UpdateUserPool leaves it out: its documented default is ESSENTIALS. */
  omittedPlan: ['reset', 'kept'],
  /** UpdateUserPool in a secondary Region without a synchronized setting that the pool has. "Must be provided", says the SDK. */
  secondaryOmissions: ['refused', 'kept'],
  /** How a secondary Region refuses a synchronized setting that does not match. */
  secondaryMismatch: ['InvalidParameterException', 'OperationNotEnabledException'],
  /** How tags with AWS's own prefix aws: are refused where a pool is created, replicated or updated; the SDK names both errors there. */
  reservedTagRefusal: ['InvalidParameterException', 'UserPoolTaggingException'],
  /** UpdateUserPool with the aws: tags of the pool's stack as DescribeUserPool showed them. */
  reservedTagsSentBack: ['refused', 'kept'],
  /** How a replicated pool refuses the LITE plan. */
  planRefusal: ['FeatureUnavailableInTierException', 'TierChangeNotAllowedException'],
  /** What calls for a pool get where the pool's key in that Region is not Enabled. */
  unusableKey: ['InvalidParameterException', 'InternalErrorException', 'answers'],
  /** Open question 3: UpdateUserPoolDomain without Routing. */
  omittedRouting: ['clears', 'keeps'],
  /** Open question 4: failover routing on a prefix domain. The SDK says custom domains only, the guide says both. */
  prefixDomainRouting: ['refused', 'accepted'],
  /** Whose host is the ORIGINAL issuer of tokens from the replica? The primary's since July 2026, the secondary's before (aws-jwt-verify #282). */
  originalIssuerOfReplica: ['primaryRegion', 'secondaryRegion'],
  /** How is a user with a software token refused on a secondary? The guide only says that TOTP is not supported there. */
  totpOnSecondary: ['notEnabled', 'notAuthorized'],
  /** A user who has to set a password cannot do so on a secondary: is the new password refused, or the sign-in at once? */
  newPasswordOnSecondary: ['answerRefused', 'signInRefused'],
  /** Does a sign-out or revocation on the secondary end tokens on the primary too? Replication is one-way, so no. */
  signOutReachesPrimary: [false, true],
  /** How AWS WAF refuses the ARN of a pool or web ACL of another Region. */
  firewallOfAnotherRegion: ['WAFInvalidParameterException', 'WAFNonexistentItemException'],
  /** Does the ORIGINAL host still serve the documents of a pool on UPDATED? "Requests to the old endpoints will no longer be routed correctly". */
  oldHostServesUpdated: [false, true],
  /** What a domain answers that follows its health check to a replica which is not ACTIVE: it is "not accepting requests for end-users". */
  inactiveReplicaDomain: ['403', '404', '503'],
  /** What GetHealthCheckStatus has of a disabled health check: nothing, or what was seen last. */
  disabledReports: ['none', 'last'],
  /** Is the metric of a health check the status after it is inverted? */
  metricInverts: [true, false],
  /** Has a disabled health check a metric? */
  disabledMetric: ['published', 'absent'],
  /** What an outage of us-east-1 makes of Route 53 and IAM, whose control planes are there. */
  globalControlPlane: ['answers', 'isOut'],
} as const;

type Choices = typeof switchChoices;
export type SwitchName = keyof Choices;
type Widened<T> = T extends boolean ? boolean : T;
/** What is chosen for each switch. */
export type Switches = { readonly [K in SwitchName]: Widened<Choices[K][number]> };

export const defaultSwitches = Object.fromEntries(
  Object.entries(switchChoices).map(([name, [first]]) => [name, first]),
) as unknown as Switches;

type ShapeOf<C> = C extends readonly (infer V)[] ? (V extends boolean ? typeof flag : Text<Extract<V, string>>) : never;

/** The switches as a scenario writes them: every one may be left out. */
export const switchesShape = structure(
  Object.fromEntries(
    Object.entries(switchChoices).map(([name, choices]) => [
      name,
      typeof choices[0] === 'boolean' ? flag : oneOf(...(choices as readonly string[])),
    ]),
  ) as { readonly [K in SwitchName]: ShapeOf<Choices[K]> },
);

export type ChosenSwitches = Shaped<typeof switchesShape>;
