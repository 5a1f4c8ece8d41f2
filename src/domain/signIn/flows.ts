/** A way to sign in with a user name and a password through the API, by the name that InitiateAuth and AdminInitiateAuth give it. */
export type SignInFlow = 'USER_PASSWORD_AUTH' | 'USER_SRP_AUTH' | 'ADMIN_USER_PASSWORD_AUTH';

/** In the order in which a test prefers them: first what an application does, last what takes a permission of IAM. */
export const signInFlows: readonly SignInFlow[] = ['USER_PASSWORD_AUTH', 'USER_SRP_AUTH', 'ADMIN_USER_PASSWORD_AUTH'];

/** The names of an app client's setting that allow a flow: today's, and the one of before. */
const allowing: Readonly<Record<SignInFlow, readonly string[]>> = {
  USER_PASSWORD_AUTH: ['ALLOW_USER_PASSWORD_AUTH', 'USER_PASSWORD_AUTH'],
  USER_SRP_AUTH: ['ALLOW_USER_SRP_AUTH'],
  ADMIN_USER_PASSWORD_AUTH: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'],
};

/**
 * The flows that an app client allows, the preferred one first. Without a choice it allows SRP; the names of before were added to SRP, but for the one that says "only custom"
 * (SDK: CreateUserPoolClientRequest.ExplicitAuthFlows).
 * @param explicit ExplicitAuthFlows of the app client
 */
export function allowedFlows(explicit: readonly string[]): readonly SignInFlow[] {
  const addsToSrp = explicit.every((name) => !name.startsWith('ALLOW_')) && !explicit.includes('CUSTOM_AUTH_FLOW_ONLY');
  return signInFlows.filter((flow) => (flow === 'USER_SRP_AUTH' && addsToSrp) || allowing[flow].some((name) => explicit.includes(name)));
}
