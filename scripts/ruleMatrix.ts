// Writes the table of rules and readers in docs/rules/README.md from the fixtures in test/fixtures/iac/matrix.
import { writeFileSync } from 'node:fs';
import { readmeFile, readmeWithMatrix } from '../test/support/iac/matrix/matrixTable.ts';

writeFileSync(readmeFile, readmeWithMatrix());
