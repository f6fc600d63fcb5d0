import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, normalize } from "node:path";
import type { ForeignServer, ForeignSystem } from "./foreign-system.ts";
import { missingPlaceholders } from "./used-placeholders.ts";

/** What is known of a server that does not start beside its own words: sentences, each in its line; none where nothing is. */
export function startHints(system: Pick<ForeignSystem, "server" | "services" | "configPath">): string {
  const { server, configPath } = system;
  if (!server) return "";
  const hints = [misplacedPaths(server, configPath), missingPlaceholders(system)];
  return hints.filter((hint) => hint !== "").join("\n");
}

/**
 * Names what lies beside the configuration, where the command was tried by hand, and not in the working directory, where
 * the server starts.
 */
function misplacedPaths(server: ForeignServer, configPath: string): string {
  const [, ...parameters] = server.command;
  // `--config=configs/env.yaml` names a path, too.
  const words = parameters.map((word) => word.replace(/^-[^=]*=?/, ""));
  const misplaced = [...words, ...Object.values(server.environment)].filter(
    (word) => looksLikePath(word) && existsSync(join(dirname(configPath), word)) && !isMade(word, server),
  );
  if (misplaced.length === 0) return "";
  const each = [...new Set(misplaced)].map((word) => `{{config.directory}}/${normalize(word)}`);
  return (
    `It starts in a working directory of its own, which holds nothing but server.files: ` +
    `if what is beside the configuration is meant, write ${each.join(", ")}.`
  );
}

/** A word like `serve` may be the name of a folder by chance. */
function looksLikePath(word: string): boolean {
  return /[./\\]/.test(word) && !word.includes("{{") && !isAbsolute(word);
}

/** One of the files that the server finds, or a folder above one. */
function isMade(word: string, { files }: ForeignServer): boolean {
  const path = normalize(word);
  return files.some((file) => `${normalize(file.path)}/`.startsWith(`${path}/`) || path.startsWith(`${file.path}/`));
}
