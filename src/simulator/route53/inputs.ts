// What Route 53 takes of health checks. Shapes and limits: SDK client-route-53 3.1169.0 and its API reference.
import { operationsWith } from '../service.ts';
import { flag, integer, list, oneOf, required, structure, text } from '../shape.ts';

export const operation = operationsWith('InvalidInput');

export const healthCheckId = required(text({ min: 1, max: 64 }));

const kinds = ['HTTP', 'HTTPS', 'HTTP_STR_MATCH', 'HTTPS_STR_MATCH', 'TCP', 'CALCULATED', 'CLOUDWATCH_METRIC', 'RECOVERY_CONTROL'] as const;
export const healthCheckKind = oneOf(...kinds);

/** Where the checkers are. */
export const checkerRegions = [
  'us-east-1',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-northeast-1',
  'sa-east-1',
] as const;

/** What can be changed later. */
const changeable = {
  IPAddress: text({ max: 45 }),
  Port: integer({ min: 1, max: 65_535 }),
  ResourcePath: text({ max: 255 }),
  FullyQualifiedDomainName: text({ max: 255 }),
  SearchString: text({ max: 255 }),
  FailureThreshold: integer({ min: 1, max: 10 }),
  Inverted: flag,
  Disabled: flag,
  HealthThreshold: integer({ min: 0, max: 256 }),
  ChildHealthChecks: list(text({ max: 64 })),
  EnableSNI: flag,
  Regions: list(oneOf(...checkerRegions)),
  AlarmIdentifier: structure({ Region: required(text({ min: 1, max: 64 })), Name: required(text({ min: 1, max: 256 })) }),
  InsufficientDataHealthStatus: oneOf('Healthy', 'Unhealthy', 'LastKnownStatus'),
} as const;

export const configShape = structure({
  Type: required(healthCheckKind),
  ...changeable,
  RequestInterval: integer({ min: 10, max: 30 }),
  MeasureLatency: flag,
  RoutingControlArn: text({ min: 1, max: 255 }),
});

export const createShape = structure({
  CallerReference: required(text({ min: 1, max: 64 })),
  HealthCheckConfig: required(configShape),
});

export const resettable = ['FullyQualifiedDomainName', 'Regions', 'ResourcePath', 'ChildHealthChecks'] as const;

export const updateShape = structure({
  HealthCheckId: healthCheckId,
  HealthCheckVersion: integer({ min: 1 }),
  ...changeable,
  ResetElements: list(oneOf(...resettable)),
});

const resource = {
  ResourceType: required(oneOf('healthcheck', 'hostedzone')),
  ResourceId: required(text({ min: 1, max: 64 })),
};
export const listTagsShape = structure(resource);
export const changeTagsShape = structure({
  ...resource,
  AddTags: list(structure({ Key: text({ min: 1, max: 128 }), Value: text({ max: 256 }) })),
  RemoveTagKeys: list(text({ min: 1, max: 128 })),
});
