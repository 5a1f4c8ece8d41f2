import { describe, expect, it } from 'vitest';
import { toFailure } from '../../../src/aws/failure.ts';
import { failureMessage } from '../../../src/domain/failure.ts';
import { english } from '../../../src/domain/message.ts';

function thrown(name: string, message = 'said so', more: object = {}): Error {
  return Object.assign(new Error(message), { name }, more);
}

describe('what the SDK throws becomes a reason', () => {
  it.each([
    [thrown('AccessDeniedException'), 'accessDenied'],
    [thrown('NotAuthorizedException'), 'accessDenied'],
    [thrown('ResourceNotFoundException'), 'notFound'],
    [thrown('NotFoundException'), 'notFound'],
    [thrown('NotFound', 'UnknownError', { $metadata: { httpStatusCode: 404 } }), 'notFound'],
    [thrown('WAFNonexistentItemException'), 'notFound'],
    [thrown('NoSuchEntityException'), 'notFound'],
    [thrown('Unknown', 'UnknownError', { $metadata: { httpStatusCode: 403 } }), 'accessDenied'],
    [thrown('Unknown', 'UnknownError', { $metadata: { httpStatusCode: 400 } }), 'unknown'],
    [thrown('Unknown', 'UnknownError', { $metadata: { httpStatusCode: 500 } }), 'unreachable'],
    [thrown('WAFInternalErrorException'), 'unreachable'],
    [thrown('ServiceException'), 'unreachable'],
    [thrown('InternalServiceErrorException'), 'unreachable'],
    [thrown('ServiceFailureException'), 'unreachable'],
    [thrown('AuthorizationErrorException'), 'accessDenied'],
    [thrown('ThrottledException'), 'throttled'],
    [thrown('TooManyRequestsException', 'Rate Exceeded.', { Reason: 'CallerRateLimitExceeded' }), 'throttled'],
    [thrown('InvalidParameterValueException'), 'invalid'],
    [thrown('InvalidInputException'), 'invalid'],
    [thrown('PolicyEvaluationException'), 'invalid'],
    [thrown('TooManyRequestsException'), 'throttled'],
    [thrown('ThrottlingException'), 'throttled'],
    [thrown('ExpiredTokenException'), 'expired'],
    [thrown('CredentialsProviderError'), 'invalid'],
    [thrown('TokenProviderError'), 'expired'],
    [thrown('SignInNeeded'), 'expired'],
    [thrown('Error', 'connect ECONNREFUSED', { code: 'ECONNREFUSED' }), 'unreachable'],
    [thrown('Error', 'getaddrinfo ENOTFOUND', { code: 'ENOTFOUND' }), 'unreachable'],
    [thrown('Error', 'self-signed certificate', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'unreachable'],
    [thrown('InternalErrorException'), 'unreachable'],
    [thrown('InternalServiceFault'), 'unreachable'],
    [thrown('NoSuchHealthCheck'), 'notFound'],
    [thrown('HealthCheckVersionMismatch'), 'conflict'],
    [thrown('HealthCheckAlreadyExists'), 'conflict'],
    [thrown('InvalidInput'), 'invalid'],
    [thrown('SyntaxError', 'Unexpected token <', { $metadata: { httpStatusCode: 503 } }), 'unreachable'],
    [thrown('SyntaxError', 'Unexpected token <', { $metadata: { httpStatusCode: 500 } }), 'unknown'],
    [thrown('TimeoutError'), 'timeout'],
    [thrown('TimeoutError', 'socket hang up', { code: 'ECONNRESET' }), 'unreachable'],
    [thrown('TimeoutError', 'timed out', { code: 'ETIMEDOUT' }), 'timeout'],
    [thrown('AttemptTimeout'), 'timeout'],
    [thrown('InvalidParameterException'), 'invalid'],
    [thrown('SignatureDoesNotMatch', 'Signature expired: 20260101T000000Z is now earlier'), 'invalid'],
    [thrown('ConcurrentModificationException'), 'conflict'],
    [thrown('OperationNotEnabledException'), 'notEnabled'],
    [thrown('AbortError'), 'cancelled'],
    [thrown('SomethingNew'), 'unknown'],
    ['not even an error', 'unknown'],
  ])('%s is %s', (error, reason) => {
    expect(toFailure(error, 'cognito-idp:ListUserPools', 'us-east-1').reason).toBe(reason);
  });

  it.each([
    ['af-south-1', 'regionDisabled'],
    ['me-central-1', 'regionDisabled'],
    ['us-east-1', 'invalid'],
    ['ap-northeast-3', 'invalid'],
    ['cn-north-1', 'invalid'],
  ])('unknown credentials in %s mean %s', (region, reason) => {
    expect(toFailure(thrown('UnrecognizedClientException'), 'cognito-idp:ListUserPools', region).reason).toBe(reason);
  });

  it('keeps one bounded line of what was said, without anything that looks like a token', () => {
    const { detail } = toFailure(thrown('SomethingNew', `first\n  second ${'a'.repeat(80)} ${'word '.repeat(100)}`), 'kms:DescribeKey');
    expect(detail).toMatch(/^first second … word/);
    expect(detail.length).toBe(300);
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    expect(toFailure(thrown('SomethingNew', `key AKIAIOSFODNN7EXAMPLE ${secret} \u001b[31mred`), 'kms:DescribeKey').detail).toBe(
      'key … … [31mred',
    );
    const arn = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1a4f5c1cea9b198a55fb50c7d4ab4632';
    expect(toFailure(thrown('SomethingNew', arn), 'kms:DescribeKey').detail).toBe(arn);
  });

  it('says the missing permission, and the status of a reply that nobody can read', () => {
    const said = (error: unknown) => english(failureMessage(toFailure(error, 'kms:GetKeyPolicy', 'us-west-2')));
    expect(said(thrown('AccessDeniedException'))).toBe('no permission kms:GetKeyPolicy');
    expect(said(thrown('SyntaxError', 'Unexpected token <', { $metadata: { httpStatusCode: 500 } }))).toBe(
      'kms:GetKeyPolicy failed: HTTP 500, unreadable reply',
    );
    expect(said(thrown('Unknown', 'UnknownError', { $metadata: { httpStatusCode: 400 } }))).toBe('kms:GetKeyPolicy failed: HTTP 400');
  });
});
