import { isBuiltin } from "node:module";
import { fileURLToPath } from "node:url";
import type { LambdaName } from "../../../system/infrastructure.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";
import { requireKnownSource } from "./bundle-inputs.ts";
import { ENTRY_MODULES } from "./entry-modules.ts";

/** One Lambda and all its libraries as one module, and whether it uses sharp, whose native part cannot be bundled. */
export async function bundleCode(name: LambdaName): Promise<{ readonly code: Buffer; readonly usesSharp: boolean }> {
  // Loaded here, because a run with all bundles in the cache does not need it.
  const { rolldown } = await import("rolldown");
  const build = await rolldown({
    input: fileURLToPath(ENTRY_MODULES[name]),
    cwd: PROJECT_ROOT,
    platform: "node",
    tsconfig: false,
    transform: { target: "node22" },
    onLog: (level, log) => {
      if (level === "warn") throw new Error(`the bundler about the ${name} Lambda: ${log.message}`);
    },
  });
  try {
    const { output } = await build.generate({
      format: "esm",
      entryFileNames: "index.mjs",
      codeSplitting: false,
      sourcemap: false,
      // Names are not shortened: the SDK reads those of some classes, and a stack in a log should be readable.
      minify: { compress: true, mangle: false, codegen: true },
    });
    const [chunk, ...others] = output;
    const imported = [...chunk.imports, ...chunk.dynamicImports].filter((module) => module !== chunk.fileName);
    const missing = imported.find((module) => !isBuiltin(module));
    if (missing !== undefined) throw new Error(`the bundle of the ${name} Lambda imports ${missing} from elsewhere`);
    if (others.length > 0) throw new Error(`the bundle of the ${name} Lambda has more than one file`);
    chunk.moduleIds.forEach(requireKnownSource);
    const usesSharp = chunk.moduleIds.some((module) => module.includes("/node_modules/sharp/"));
    return { code: Buffer.from(chunk.code), usesSharp };
  } finally {
    await build.close();
  }
}
