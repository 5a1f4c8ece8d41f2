// How sign-in pages look: the styles of managed login and the classic hosted UI. Made in the primary Region, seen in both (facts: section 3).
import { nextSource, uuidFrom } from '../ids.ts';
import { omit } from '../omit.ts';
import { Refusal } from '../refusal.ts';
import { epochSeconds, type Call, type Operation } from '../service.ts';
import { flag, required, structure, text } from '../shape.ts';
import { entryOf, regionOf, type UserPool } from '../world.ts';
import { clientHere } from './addressedPool.ts';
import { clientId } from './inputs.ts';
import { invalid, operation, userPoolId } from './poolInputs.ts';
import { brandingShape } from './poolResources.ts';
import { userPoolHere } from './replication.ts';
import { added, dated, entriesOf, withEntry, type Entry } from './resourceEntries.ts';

/** ManagedLoginBrandingType. Settings are left out where none were given, assets never are (measured: floci #2869). */
function describeBranding(pool: UserPool, { id, UseCognitoProvidedValues, Assets = [], ...branding }: Entry<'branding'>) {
  return {
    ManagedLoginBrandingId: id,
    UseCognitoProvidedValues: UseCognitoProvidedValues ?? false,
    Assets,
    ...dated(pool, branding),
  };
}

type Given = Pick<Entry<'branding'>, 'UseCognitoProvidedValues' | 'Settings' | 'Assets'>;

/** With Cognito's own look, "you must also omit values for Settings and Assets" (SDK, CreateManagedLoginBrandingRequest). */
function requireOneLook({ UseCognitoProvidedValues, Settings, Assets }: Given): void {
  if (UseCognitoProvidedValues === true && (Settings ?? Assets)) {
    throw invalid('Settings and Assets cannot be given together with UseCognitoProvidedValues.');
  }
}

const createManagedLoginBranding = operation(
  structure({ UserPoolId: userPoolId, ClientId: clientId, ...brandingShape.members }),
  ({ UserPoolId, ClientId, ...branding }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    clientHere(ClientId, call, UserPoolId);
    requireOneLook(branding);
    const { world, source } = nextSource(call.world);
    const item = { ...branding, id: uuidFrom(`branding ${source}`) };
    const made = added(pool, 'branding', ClientId, item, 'ManagedLoginBrandingExistsException', { ...call, world });
    return { world: made.world, output: { ManagedLoginBranding: describeBranding(pool, made.entry) } };
  },
);

const noBranding = (what: string): Refusal => new Refusal('ResourceNotFoundException', `Managed login branding ${what} does not exist.`);

/** The client and the style of an id. */
function brandingOf(pool: UserPool, id: string): readonly [client: string, branding: Entry<'branding'>] {
  const found = Object.entries(entriesOf(pool, 'branding')).find(([, branding]) => branding.id === id);
  if (!found) throw noBranding(id);
  return found;
}

const brandingId = required(text({ pattern: '[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}' }));

/** What is given replaces what was there. */
const updateManagedLoginBranding = operation(
  structure({ UserPoolId: userPoolId, ManagedLoginBrandingId: brandingId, ...brandingShape.members }),
  ({ UserPoolId, ManagedLoginBrandingId, ...given }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    const [client, before] = brandingOf(pool, ManagedLoginBrandingId);
    requireOneLook(given);
    const kept = given.UseCognitoProvidedValues === true ? omit(before, 'Settings', 'Assets') : before;
    const branding = { ...kept, ...given, modifiedAt: call.now };
    const world = withEntry(pool, 'branding', client, branding, call);
    return { world, output: { ManagedLoginBranding: describeBranding(pool, branding) } };
  },
);

// What Cognito itself provides is not simulated, so that merged resources are one's own.
const merged = { ReturnMergedResources: flag };

const describeManagedLoginBranding = operation(
  structure({ UserPoolId: userPoolId, ManagedLoginBrandingId: brandingId, ...merged }),
  ({ UserPoolId, ManagedLoginBrandingId }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    return { output: { ManagedLoginBranding: describeBranding(pool, brandingOf(pool, ManagedLoginBrandingId)[1]) } };
  },
);

const describeManagedLoginBrandingByClient = operation(
  structure({ UserPoolId: userPoolId, ClientId: clientId, ...merged }),
  ({ UserPoolId, ClientId }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    clientHere(ClientId, call, UserPoolId);
    const branding = entryOf(entriesOf(pool, 'branding'), ClientId);
    if (!branding) throw noBranding(`of client ${ClientId}`);
    return { output: { ManagedLoginBranding: describeBranding(pool, branding) } };
  },
);

/** What stands for all app clients that have no look of their own. */
const everyClient = 'ALL';
const hostedClient = text({ min: 1, max: 128, pattern: '[\\w+]+' });

function describeHostedUi(pool: UserPool, ClientId: string, { createdAt, modifiedAt, ...look }: Entry<'hostedUi'>) {
  return {
    UserPoolId: pool.id,
    ClientId,
    ...look,
    CSSVersion: new Date(modifiedAt).toISOString().replaceAll(/\D/g, '').slice(0, 14),
    CreationDate: epochSeconds(createdAt),
    LastModifiedDate: epochSeconds(modifiedAt),
  };
}

/** Of the app client, else of all; an empty object where there is nothing (API reference). */
const getUiCustomization = operation(structure({ UserPoolId: userPoolId, ClientId: hostedClient }), ({ UserPoolId, ClientId }, call) => {
  const pool = userPoolHere(UserPoolId, call);
  if (ClientId !== undefined && ClientId !== everyClient) clientHere(ClientId, call, UserPoolId);
  const looks = entriesOf(pool, 'hostedUi');
  const name = [ClientId ?? everyClient, everyClient].find((candidate) => entryOf(looks, candidate));
  const look = name === undefined ? undefined : looks[name];
  return { output: { UICustomization: name !== undefined && look ? describeHostedUi(pool, name, look) : {} } };
});

const setUiCustomization = operation(
  structure({ UserPoolId: userPoolId, ClientId: hostedClient, CSS: text({ max: 131_072 }), ImageFile: text({ max: 131_072 }) }),
  ({ UserPoolId, ClientId = everyClient, CSS, ImageFile }, call) => {
    const pool = userPoolHere(UserPoolId, call);
    if (ClientId !== everyClient) clientHere(ClientId, call, UserPoolId);
    requireDomain(pool, call);
    const before = entryOf(entriesOf(pool, 'hostedUi'), ClientId);
    const look: Entry<'hostedUi'> = {
      ...(CSS !== undefined && { CSS }),
      ...(ImageFile !== undefined && { ImageUrl: `https://d3oia8etllorh5.cloudfront.net/${pool.id}/${ClientId}/assets/images/image.jpg` }),
      createdAt: before?.createdAt ?? call.now,
      modifiedAt: call.now,
    };
    const world = withEntry(pool, 'hostedUi', ClientId, look, call);
    return { world, output: { UICustomization: describeHostedUi(pool, ClientId, look) } };
  },
);

/** "Your user pool must have a domain" (SDK, SetUICustomization); the sentence is ours. */
function requireDomain({ id }: UserPool, { world, account, region }: Call): void {
  const { domains } = regionOf(world, account, region);
  if (Object.values(domains).some((domain) => domain.userPoolId === id)) return;
  throw invalid('There has to be an existing domain associated with this user pool');
}

export const brandingOperations: Readonly<Record<string, Operation>> = {
  CreateManagedLoginBranding: createManagedLoginBranding,
  DescribeManagedLoginBranding: describeManagedLoginBranding,
  DescribeManagedLoginBrandingByClient: describeManagedLoginBrandingByClient,
  GetUICustomization: getUiCustomization,
  SetUICustomization: setUiCustomization,
  UpdateManagedLoginBranding: updateManagedLoginBranding,
};
