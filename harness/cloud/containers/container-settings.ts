import { createHash } from "node:crypto";

/** Everything that determines a container's behaviour, and so whether one of an earlier run may be reused. */
export interface ContainerSettings {
  readonly image: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  /** Folders that are kept in memory, with mount options. */
  readonly memoryFolders: Readonly<Record<string, string>>;
  readonly mounts: readonly { readonly source: string; readonly target: string }[];
}

/** The same settings give the same hash in any order; secrets cannot be read from it. */
export function settingsHash(settings: ContainerSettings): string {
  return createHash("sha256").update(JSON.stringify(settings, sortKeys)).digest("hex").slice(0, 16);
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
