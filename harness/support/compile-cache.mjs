/**
 * Lets Node keep what it strips and compiles, `node --import` of this file: before the program itself is loaded, because Node's
 * stripper of types is a WebAssembly program of 30 MB, which a process whose modules are all in the cache never needs. Plain
 * JavaScript for the same reason.
 */
import { enableCompileCache } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";

// The folder is that of `codeCacheDirectory`.
const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
// Worker threads do not inherit the cache, only the variable.
process.env.NODE_COMPILE_CACHE ??= join(cache, "toq-media-harness", "code", "compiled");
enableCompileCache(process.env.NODE_COMPILE_CACHE);
