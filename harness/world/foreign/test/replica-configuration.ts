import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { RevisionName } from "../../../../system/revisions.ts";
import { replicaSystem } from "./replica-system.ts";

/** Our own replica as a `harness.config.ts` names it; a command without Lambdas starts the story sooner. */
export function replicaConfiguration(revision: RevisionName, { lambdas }: { readonly lambdas: boolean }) {
  const system = replicaSystem(revision);
  if (!system.server) throw new Error("the replica as a foreign system has a server");
  const { command, files, environment, ready, settingsFile } = system.server;
  const texts = files.flatMap(({ path, content }) => (content.kind === "template" ? [[path, content.text]] : []));
  // The folder of the other file, which is not where this one will lie.
  const here = (words: readonly string[]): string[] =>
    words.map((word) => word.replace("{{config.directory}}", dirname(system.configPath)));
  const each = Object.entries(system.lambdas).map(([name, { code, environment }]) => [
    name,
    { command: code.kind === "command" ? here(code.command) : [], environment },
  ]);
  return {
    revision,
    server: {
      command: here(command),
      files: Object.fromEntries(texts),
      environment,
      ready: ready.kind === "line" ? { line: ready.pattern } : "port",
      settings: settingsFile,
    },
    ...(lambdas && { lambdas: Object.fromEntries(each) }),
    database: { name: system.database.name },
  };
}

/** Writes a `harness.config.ts` with these systems into a folder that goes with the test, or the file. Returns its path. */
export function writeConfiguration(
  systems: Readonly<Record<string, object>>,
  ends: { readonly onTestFinished: (end: () => void) => void } = { onTestFinished },
): string {
  const folder = mkdtempSync(join(tmpdir(), "configuration-"));
  ends.onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "harness.config.ts");
  writeFileSync(path, `export default ${JSON.stringify({ systems })};\n`);
  return path;
}
