import { join } from "node:path";
import { UsageError } from "../../../support/usage-error.ts";
import type { ForeignCode } from "../foreign-system.ts";
import { executableAt, fileAt, fileOrFolderAt } from "./checked-path.ts";

/** An executable, or a folder that has one named `bootstrap` at its top. @throws UsageError when it is neither. */
export function bootstrapAt(where: string, path: string): ForeignCode {
  if (fileOrFolderAt(where, path) === "folder") {
    const inside = join(path, "bootstrap");
    try {
      fileAt(where, inside);
    } catch {
      throw new UsageError(`${where}: the folder ${path} holds no file bootstrap, which Lambda would start.`);
    }
    executableAt(where, inside);
  } else executableAt(where, path);
  return { kind: "bootstrap", path };
}
