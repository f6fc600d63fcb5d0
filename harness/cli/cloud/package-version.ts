import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../support/project-root.ts";

/** The version of this project, as package.json has it. */
export function packageVersion(): string {
  const described: unknown = JSON.parse(readFileSync(join(PROJECT_ROOT, "package.json"), "utf8"));
  const isObject = typeof described === "object" && described !== null;
  if (isObject && "version" in described && typeof described.version === "string") return described.version;
  throw new Error("package.json has no version.");
}
