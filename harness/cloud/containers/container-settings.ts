import { createHash } from "node:crypto";

/** What decides how a container behaves, and thus whether one of an earlier run may be used again. */
export interface ContainerSettings {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** Folders that are kept in memory, with mount options. */
  readonly memoryFolders: Readonly<Record<string, string>>;
  readonly mounts: readonly { readonly source: string; readonly target: string }[];
}

/** Same settings, same hash, in whatever order they were written; secrets among them cannot be read from it. */
export function settingsHash(settings: ContainerSettings): string {
  return createHash("sha256").update(JSON.stringify(settings, sortKeys)).digest("hex").slice(0, 16);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
