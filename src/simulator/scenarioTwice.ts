import type { Problem } from './scenarioReader.ts';

/** Items whose name an earlier item has; an item without a name is never one of them. */
export function twice<T>(items: readonly T[], path: string, nameOf: (item: T) => string | undefined): Problem[] {
  const names = items.map(nameOf);
  return names.flatMap((name, index) =>
    name !== undefined && names.indexOf(name) < index ? [{ path: `${path}[${index}]`, message: `there are two of ${name}` }] : [],
  );
}
