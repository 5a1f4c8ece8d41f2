import { failed, type Result, success } from '../../domain/failure.ts';
import type { DomainAnswer } from '../../domain/failover/failoverParts.ts';
import type { DomainProbe } from '../../domain/ports.ts';
import type { RequestHandler } from '../clients.ts';
import { toFailure } from '../failure.ts';

const operation = 'GET /login';

/** A sign-in page that takes longer is none for users. In milliseconds. */
const patience = 3_000;

/** By which a simulated AWS says from which Region a domain's page came. AWS has nothing like it. */
const simulatedRegion = 'x-simulated-region';

interface Reply {
  readonly status: number;
  readonly region?: string;
}

/** Asks a domain for its sign-in page. Undefined where whoever was asked serves no domains. */
type Get = (domain: string, signal: AbortSignal) => Promise<Reply | undefined>;

/**
 * Asks domains as a browser does, without a sign-in. Any answer of the service is one, a refusal of the request too: it shows that the domain is served. Which Region has served it is not
 * told: no header, document or claim that AWS documents says so (with the issuer UPDATED, tokens of both Regions are alike), so that none is read.
 *
 * @param endpointUrl where requests go when not to AWS: an emulator is asked there, and only its own word counts
 */
export function domainProbe(endpointUrl?: string): DomainProbe {
  return probeBy(endpointUrl === undefined ? overHttps : atEndpoint(endpointUrl));
}

/** The same over a request handler in place of the network. */
export function domainProbeThrough(requestHandler: RequestHandler): DomainProbe {
  return probeBy(async (domain, abortSignal) => {
    const { response } = await (requestHandler as unknown as SimpleHandler).handle(
      { method: 'GET', protocol: 'https:', hostname: domain, path: '/login', query: {}, headers: { host: domain } },
      { abortSignal },
    );
    return replyOf(response.statusCode, response.headers[simulatedRegion]);
  });
}

/** A request handler of the SDK, as far as it is used here. */
interface SimpleHandler {
  handle(
    request: {
      readonly method: string;
      readonly protocol: string;
      readonly hostname: string;
      readonly path: string;
      readonly query: Readonly<Record<string, string>>;
      readonly headers: Readonly<Record<string, string>>;
    },
    options: { readonly abortSignal: AbortSignal },
  ): Promise<{ readonly response: { readonly statusCode: number; readonly headers: Readonly<Record<string, string>> } }>;
}

function probeBy(get: Get): DomainProbe {
  return {
    async answeredBy(domain, signal): Promise<Result<DomainAnswer>> {
      const inTime = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
      try {
        const reply = await get(domain, inTime);
        if (!reply) return failed({ reason: 'notAsked', operation, detail: '' });
        const { region, status } = reply;
        if (status >= 500) return failed({ reason: 'unreachable', operation, detail: `HTTP ${status}` });
        return success(region === undefined ? {} : { region });
      } catch (error) {
        return failed(toFailure(causeOf(error), operation));
      }
    },
  };
}

async function overHttps(domain: string, signal: AbortSignal): Promise<Reply> {
  const response = await fetch(new URL(`https://${domain}/login`), { redirect: 'manual', signal });
  await response.body?.cancel();
  return { status: response.status };
}

function atEndpoint(endpointUrl: string): Get {
  return async (domain, signal) => {
    const response = await fetch(new URL(`/${domain}/login`, endpointUrl), { redirect: 'manual', signal });
    await response.body?.cancel();
    const region = response.headers.get(simulatedRegion);
    return region === null ? undefined : replyOf(response.status, region);
  };
}

function replyOf(status: number, region: string | undefined): Reply {
  return { status, ...(region !== undefined && { region }) };
}

/** fetch wraps what happened to the connection. */
function causeOf(error: unknown): unknown {
  return error instanceof TypeError && error.cause !== undefined ? error.cause : error;
}
