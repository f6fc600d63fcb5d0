import { resolve } from "node:path";

/** The folder of package.json, as an absolute path. */
export const PROJECT_ROOT = resolve(import.meta.dirname, "../..");
