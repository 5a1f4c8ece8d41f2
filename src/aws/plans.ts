import type { CallSender, KeyFinder } from '../domain/ports.ts';
import type { Clients } from './clients.ts';

/** What plans need beyond reading pools. Its commands load with the first plan. */
export function createPlanPorts(clients: Clients): { readonly keyFinder: KeyFinder; readonly sender: CallSender } {
  return {
    keyFinder: {
      multiRegionKeys: async (...of) => (await import('./plans/keyFinder.ts')).multiRegionKeys(clients, ...of),
    },
    sender: {
      send: async (...of) => (await import('./plans/sender.ts')).sendCall(clients, ...of),
    },
  };
}
