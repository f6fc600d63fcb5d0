import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cached } from "../../support/cached-file.ts";
import { PROJECT_ROOT } from "../../support/project-root.ts";

/** Script and style of the page, small and without any data. */
export interface BuiltPage {
  readonly script: string;
  readonly style: string;
}

const REPORT = join(PROJECT_ROOT, "harness", "report");
const ENTRY = join(REPORT, "page", "ui", "main.tsx");

/**
 * The page, built from its sources by Vite when they are new, otherwise from `cache`. It is not committed: whoever has
 * installed the project can build it without a network, in less than a second, and it can never be another than its sources.
 */
export async function builtPage(cache: string): Promise<BuiltPage> {
  const bytes = await cached(cache, `report-page-${sourcesHash()}.json`, async () =>
    Buffer.from(JSON.stringify(await buildPage())),
  );
  return JSON.parse(bytes.toString("utf8")) as BuiltPage;
}

async function buildPage(): Promise<BuiltPage> {
  const { build } = await import("vite");
  const built = await build({
    configFile: false,
    envFile: false,
    logLevel: "error",
    mode: "production",
    root: join(REPORT, "page", "ui"),
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      write: false,
      target: "es2022",
      cssTarget: "chrome123",
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: { input: ENTRY, output: { format: "iife", codeSplitting: false } },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((bundle) =>
    "output" in bundle ? bundle.output : [],
  );
  const script = outputs.find((output) => output.type === "chunk")?.code;
  const style = outputs.find((output) => output.type === "asset" && output.fileName.endsWith(".css"));
  if (script === undefined || style?.type !== "asset") throw new Error("Vite built no page");
  return { script, style: String(style.source) };
}

/** Of everything that the page is made from: its sources, what they share with the model, and the versions of the libraries. */
function sourcesHash(): string {
  const hash = createHash("sha256");
  const files = readdirSync(REPORT, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(?:tsx?|css)$/.test(name),
  );
  for (const name of files.sort()) hash.update(name).update(readFileSync(join(REPORT, name)));
  hash.update(readFileSync(join(PROJECT_ROOT, "package.json")));
  return hash.digest("hex").slice(0, 24);
}
