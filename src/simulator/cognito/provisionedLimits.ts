// GetProvisionedLimit and UpdateProvisionedLimit: the request rates of an account in one Region (facts: section 2, "Quotas").
import { quotaCategories } from '../quotas.ts';
import type { Call, Operation } from '../service.ts';
import { dictionary, integer, oneOf, required, structure, text } from '../shape.ts';
import { entryOf, regionOf, withRegion } from '../world.ts';
import { invalid, operation } from './poolInputs.ts';

const limitDefinition = required(
  structure({ LimitClass: required(oneOf('API_CATEGORY')), Attributes: required(dictionary(text({ min: 1, max: 64 }))) }),
);

/** The category of a definition with its free rate. */
function categoryOf({ Attributes }: { readonly Attributes: Readonly<Record<string, string>> }) {
  const name = Attributes['Category'] ?? '';
  const category = entryOf(quotaCategories, name);
  if (!category) throw invalid(`Category '${name}' is not an API category with a provisioned limit.`);
  return { name, free: category.perSecond, adjustable: category.adjustable === true };
}

function describeLimit(name: string, free: number, { world, account, region }: Call) {
  const bought = entryOf(regionOf(world, account, region).provisionedLimits ?? {}, name);
  return {
    Limit: {
      LimitDefinition: { LimitClass: 'API_CATEGORY', Attributes: { Category: name } },
      ProvisionedLimitValue: bought ?? free,
      FreeLimitValue: free,
    },
  };
}

const getProvisionedLimit = operation(structure({ LimitDefinition: limitDefinition }), ({ LimitDefinition }, call) => {
  const { name, free } = categoryOf(LimitDefinition);
  return { output: describeLimit(name, free, call) };
});

/** "Between the default limit and your account-level maximum limit in Service Quotas" (SDK); the maximum is not simulated. */
const updateProvisionedLimit = operation(
  structure({ LimitDefinition: limitDefinition, RequestedLimitValue: required(integer({ min: 1 })) }),
  ({ LimitDefinition, RequestedLimitValue }, call) => {
    const { name, free, adjustable } = categoryOf(LimitDefinition);
    if (!adjustable) throw invalid(`The limit of category '${name}' is not adjustable.`);
    if (RequestedLimitValue < free) throw invalid(`RequestedLimitValue must be at least ${free}, the free limit.`);
    const world = withRegion(call.world, call.account, call.region, (state) => ({
      ...state,
      provisionedLimits: { ...state.provisionedLimits, [name]: RequestedLimitValue },
    }));
    return { world, output: describeLimit(name, free, { ...call, world }) };
  },
);

export const limitOperations: Readonly<Record<string, Operation>> = {
  GetProvisionedLimit: getProvisionedLimit,
  UpdateProvisionedLimit: updateProvisionedLimit,
};
