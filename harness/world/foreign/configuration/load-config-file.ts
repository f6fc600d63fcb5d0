import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import { UsageError } from "../../../support/usage-error.ts";
import { describeFailure } from "./describe-failure.ts";

/** The name by which a configuration imports `defineConfig`. */
const OWN_NAMES: readonly string[] = ["toq-media-harness/config", "#config"];
const OWN_MODULE = new URL("define-config.ts", import.meta.url).href;

/**
 * Imports a configuration and returns what it exports by default; it is not checked yet. Node strips the types, so that
 * a repository needs neither a compiler nor, for `toq-media-harness/config`, an installed package.
 *
 * @throws UsageError with the file's own error and its line.
 */
export async function loadConfigFile(path: string): Promise<unknown> {
  const hooks = registerHooks({
    resolve: (specifier, context, next) =>
      OWN_NAMES.includes(specifier) ? { url: OWN_MODULE, shortCircuit: true } : next(specifier, context),
  });
  try {
    return await orFailure(path, defaultExportOf(path));
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(describeFailure(path, error));
  } finally {
    hooks.deregister();
  }
}

/** A promise of it is waited for. */
async function defaultExportOf(path: string): Promise<unknown> {
  const module: unknown = await import(pathToFileURL(path).href);
  if (typeof module === "object" && module !== null && "default" in module) return module.default;
  throw new UsageError(`${path} exports nothing by default: write export default defineConfig({ … }).`);
}

/**
 * Also rejects with what the file throws later, outside of its import, and when it awaits something that never comes:
 * that leaves nothing to do, which would end this process.
 */
async function orFailure(path: string, loading: Promise<unknown>): Promise<unknown> {
  const { promise: failed, reject } = Promise.withResolvers<never>();
  const onIdle = (): void => reject(new UsageError(`${path} never finishes: something that it awaits never comes.`));
  process.once("beforeExit", onIdle);
  process.on("uncaughtException", reject);
  try {
    return await Promise.race([loading.then(withNextTurn), failed]);
  } finally {
    process.removeListener("beforeExit", onIdle);
    process.removeListener("uncaughtException", reject);
  }
}

/** A promise that nobody awaits is noticed when all others have been looked at. */
async function withNextTurn(loaded: unknown): Promise<unknown> {
  const { promise: turn, resolve } = Promise.withResolvers<void>();
  setImmediate(resolve);
  await turn;
  return loaded;
}
