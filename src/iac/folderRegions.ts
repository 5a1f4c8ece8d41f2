import { folderOf } from './folderOf.ts';

/** Reads the Region that a samconfig deploys to: loaded when there is one. */
export type RegionIn = (path: string, text: string) => string | undefined;

/** The names that the SAM CLI looks for. The first that is there counts: they are in the order of the alphabet. */
const samConfig = /(?:^|[\\/])samconfig\.(?:toml|yaml|yml)$/;

/** Whether a file tells where the templates of its folder are deployed. */
export function namesRegions(path: string): boolean {
  return samConfig.test(path);
}

/** Where the templates of each folder are deployed, as far as a samconfig in it tells. */
export class FolderRegions {
  regionIn: RegionIn = () => undefined;
  /** By folder, what each samconfig in it says. */
  private readonly folders = new Map<string, Map<string, string | undefined>>();

  /** Takes what a samconfig says now. True when the Region of its folder is another one than before. */
  set(path: string, text: string): boolean {
    const folder = folderOf(path);
    const before = this.regionOf(path);
    const files = this.folders.get(folder) ?? new Map<string, string | undefined>();
    this.folders.set(folder, files.set(path, this.regionIn(path, text)));
    return this.regionOf(path) !== before;
  }

  /** Forgets a samconfig. True when the Region of its folder is another one than before. */
  remove(path: string): boolean {
    const before = this.regionOf(path);
    this.folders.get(folderOf(path))?.delete(path);
    return this.regionOf(path) !== before;
  }

  /** The Region of the folder that a file is in. */
  regionOf(path: string): string | undefined {
    const files = this.folders.get(folderOf(path));
    const [first] = [...(files?.keys() ?? [])].sort();
    return first === undefined ? undefined : files?.get(first);
  }
}
