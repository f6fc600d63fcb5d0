import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import { nearest } from "../../../support/nearest.ts";
import { UsageError } from "../../../support/usage-error.ts";
import { fillFile, isYaml } from "../fill-template.ts";
import type { ForeignFile, ForeignServer, Readiness } from "../foreign-system.ts";
import { PLACEHOLDERS, type PlaceholderValues } from "../placeholders.ts";
import { fileOrFolderAt, textAt } from "./checked-path.ts";
import type { ParsedFile, ParsedServer } from "./configuration-schema.ts";
import { checkPlaceholders, inside, type Place, whereOf } from "./place.ts";
import { resolveCommand } from "./resolve-command.ts";

export function resolveServer(server: ParsedServer, place: Place): ForeignServer {
  const { command, environment, settings } = server;
  for (const [name, value] of Object.entries(environment)) {
    checkPlaceholders(value, inside(place, "environment", name));
  }
  const files = Object.entries(server.files).map(([path, file]) =>
    resolveFile(path, file, inside(place, "files", path)),
  );
  for (const file of files) if (isYaml(file.path) || file.path === settings) requireYaml(file);
  if (settings !== undefined) requireSettingsFile(settings, files, inside(place, "settings"));
  return {
    command: resolveCommand(command, inside(place, "command")),
    files,
    environment,
    ready: readinessOf(server.ready),
    ...(settings !== undefined && { settingsFile: settings }),
  };
}

function resolveFile(path: string, file: ParsedFile, place: Place): ForeignFile {
  const from = (given: string): string => resolve(place.directory, given);
  if (file.copy !== undefined) {
    fileOrFolderAt(whereOf(inside(place, "copy")), from(file.copy));
    return { path, content: { kind: "copy", from: from(file.copy) } };
  }
  if (file.template !== undefined) {
    const source = from(file.template);
    const text = textAt(whereOf(inside(place, "template")), source);
    checkPlaceholders(text, place, source);
    return { path, content: { kind: "template", text, from: source } };
  }
  const { text = "" } = file;
  if (/^[^\n{]+$/.test(text) && existsSync(from(text))) {
    const meant = JSON.stringify(text);
    throw new UsageError(
      `${whereOf(place)}: ${meant} would be the file's content; write template(${meant}) or { copy: ${meant} }.`,
    );
  }
  checkPlaceholders(text, place);
  return { path, content: { kind: "template", text, from: whereOf(place) } };
}

/** Any values show whether the text is YAML: none of them changes the structure. */
const SAMPLES = Object.fromEntries(Object.keys(PLACEHOLDERS).map((name) => [name, "1"])) as PlaceholderValues;

function requireYaml({ path, content }: ForeignFile): void {
  if (content.kind !== "template") return;
  for (const { errors } of parseAllDocuments(fillFile(path, content, SAMPLES))) {
    const [mistake] = errors;
    // Below its first line the parser draws the place.
    const sentence = mistake?.message.split("\n")[0]?.replace(/:$/, "");
    if (sentence !== undefined) throw new UsageError(`${content.from}: this is no YAML for ${path}: ${sentence}.`);
  }
}

function requireSettingsFile(settings: string, files: readonly ForeignFile[], place: Place): void {
  const file = files.find(({ path }) => path === settings);
  if (file?.content.kind === "template") return;
  const made = files.filter(({ content }) => content.kind === "template").map(({ path }) => path);
  const meant = nearest(settings, made);
  const hint = meant === undefined ? "" : ` Did you mean ${JSON.stringify(meant)}?`;
  const what = file === undefined ? "is none of the server's files" : "is a copy, into which nothing can be put";
  throw new UsageError(`${whereOf(place)}: ${JSON.stringify(settings)} ${what}; it must be a template().${hint}`);
}

function readinessOf({ path, line }: ParsedServer["ready"]): Readiness {
  if (path !== undefined) return { kind: "path", path };
  if (line !== undefined) return { kind: "line", pattern: line instanceof RegExp ? line.source : line };
  return { kind: "port" };
}
