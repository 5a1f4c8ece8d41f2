import { cloudFormationUnits } from '../../iac/cloudformation/cloudFormationUnits.ts';
import type { UnitReader } from '../../iac/codeAnalysis.ts';

/** The readers of all languages. */
export function codeReaders(): readonly UnitReader[] {
  return [cloudFormationUnits()];
}
