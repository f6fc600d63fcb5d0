import { createHook, executionAsyncId } from "node:async_hooks";
import crypto from "node:crypto";
import { createDeflateRaw } from "node:zlib";
import { virtualContext } from "./world-context.ts";

/**
 * Kinds of one-shot work in the thread pool, by their names in async_hooks. `generic` is what native add-ons use
 * (sharp). Each holds the world's clock from its start until its callback begins (notes/spikes.md B).
 */
const ONE_SHOT =
  /^(?:FSREQ|FILEHANDLECLOSEREQ|RANDOMBYTESREQUEST|SCRYPTREQUEST|PBKDF2REQUEST|KEYGENREQUEST|KEYPAIRGENREQUEST|SIGNREQUEST|VERIFYREQUEST|HASHREQUEST|CIPHERREQUEST|DERIVEBITSREQUEST|CHECKPRIMEREQUEST|GETADDRINFOREQWRAP|GETNAMEINFOREQWRAP|Immediate$|generic$)/;

/** Synchronous functions that do the same kind of job: async_hooks sees the job begin and never sees it end. */
const AT_ONCE = [
  "scryptSync",
  "pbkdf2Sync",
  "hkdfSync",
  "generateKeySync",
  "generateKeyPairSync",
  "generatePrimeSync",
  "checkPrimeSync",
  "randomBytes",
  "randomFillSync",
  "randomInt",
  "randomUUID",
  "sign",
  "verify",
] as const;

const releases = new Map<number, () => void>();
let installed = false;
let atOnce = 0;

/**
 * While unmodified code inside a world does real asynchronous work, that world's clock stands still. Process-wide and
 * idempotent; outside worlds, and inside the real work of a modelled operation, it does nothing.
 */
export function installAsyncHolds(): void {
  if (installed) return;
  installed = true;
  const zlibIds = new WeakMap<object, number>();
  createHook({
    // Only in Node 24.10 and later: promises are not tracked, which keeps the hook at a few percent of overhead.
    trackPromises: false,
    init(asyncId, type, _triggerAsyncId, resource) {
      if (type === "ZLIB") zlibIds.set(resource, asyncId);
      else if (ONE_SHOT.test(type)) hold(asyncId, type);
    },
    before: release,
    destroy: release,
  } as Parameters<typeof createHook>[0]).enable();
  holdZlibWrites(zlibIds);
  for (const name of AT_ONCE) ignoreAtOnce(name);
}

type AnyFunction = (...parameters: unknown[]) => unknown;

function ignoreAtOnce(name: (typeof AT_ONCE)[number]): void {
  const functions = crypto as unknown as Record<string, AnyFunction>;
  const native = functions[name];
  if (!native) throw new Error(`node:crypto has no ${name} in Node ${process.version}`);
  functions[name] = (...parameters) => {
    if (typeof parameters.at(-1) === "function") return native(...parameters);
    atOnce++;
    try {
      return native(...parameters);
    } finally {
      atOnce--;
    }
  };
}

function hold(asyncId: number, type: string): void {
  const context = atOnce === 0 ? virtualContext() : undefined;
  if (context) releases.set(asyncId, context.clock.hold(`${type} in ${context.activity}`));
}

function release(asyncId: number): void {
  const held = releases.get(asyncId);
  if (held === undefined) return;
  releases.delete(asyncId);
  held();
}

interface ZlibHandle {
  write(...parameters: unknown[]): unknown;
}

/** A zlib handle lives for many writes, so each write holds, from the native call until its callback begins. */
function holdZlibWrites(zlibIds: WeakMap<object, number>): void {
  const probe = createDeflateRaw() as unknown as { _handle?: ZlibHandle };
  const handle = probe._handle;
  if (!handle) throw new Error(`zlib streams have no native handle in Node ${process.version}; the clock cannot hold`);
  const prototype = Object.getPrototypeOf(handle) as ZlibHandle;
  const write = prototype.write;
  prototype.write = function heldWrite(this: ZlibHandle, ...parameters: unknown[]) {
    const asyncId = zlibIds.get(this) ?? executionAsyncId();
    if (zlibIds.has(this) && !releases.has(asyncId)) hold(asyncId, "ZLIB");
    return write.apply(this, parameters);
  };
}
