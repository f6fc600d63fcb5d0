/**
 * The thread of one story file in a watching run. It loads Vitest's runtime and what the watching process thinks is the same as
 * ever, waits until it is wanted, and loads the rest then. See spare-threads.ts.
 */
import "./start-coverage.ts";
import { once } from "node:events";
import { registerHooks } from "node:module";
import { type MessagePort, workerData } from "node:worker_threads";

/** What a watched thread is started with. */
export interface WatchedThreadStart {
  readonly port: MessagePort;
  /** URL of Vitest's own code for a thread. */
  readonly runtime: string;
  /** URL of what nearly every story needs. */
  readonly preload: string;
  /** URL of the folder whose modules are the project's. */
  readonly project: string;
  /** URLs, each after what it imports itself. */
  readonly early: readonly string[];
}

/** What it tells over its port. */
export type WatchedThreadWord =
  | { readonly kind: "early" }
  | { readonly kind: "ready" }
  /** One module of the project imports another, or a package (`isPackage`). */
  | { readonly kind: "import"; readonly importer: string; readonly imported: string; readonly isPackage: boolean };

const { port, runtime, preload, project, early } = workerData as WatchedThreadStart;
const say = (word: WatchedThreadWord): void => port.postMessage(word);
const isPackage = (url: string): boolean => url.includes("/node_modules/");
const isOurs = (url: string): boolean => url.startsWith(project) && !isPackage(url) && url !== import.meta.url;

/** Of what a story loads by itself only packages are told: another story would seem to have reached the rest. */
let isStory = false;

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const { url: imported } = resolved;
    const { parentURL: importer } = context;
    const isTold = imported.startsWith("file:") && (!isStory || isPackage(imported));
    if (importer !== undefined && isOurs(importer) && isTold)
      say({ kind: "import", importer, imported, isPackage: isPackage(imported) });
    return resolved;
  },
});

for (const url of early) await import(url);
await import(runtime);
say({ kind: "early" });
await once(port, "message");
await import(preload);
isStory = true;
say({ kind: "ready" });
port.unref();
