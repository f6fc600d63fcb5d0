/**
 * Loaded by a worker before Vitest, in runs that load modules natively: what nearly every story needs. Vitest tells its main
 * thread of each import that it sees, which costs more than the import.
 */
import "../world/embedded-world.ts";
import { stackText } from "../support/stack-text.ts";

Error.prepareStackTrace = stackText;
