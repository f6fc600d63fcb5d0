import { collation } from "../../engine/server-flags.ts";
import type { Rule } from "../rewrite.ts";
import { plainWord, type Range, type StatementTokens } from "../statement-tokens.ts";
import { tableStatement } from "../table-statement.ts";

const OF_MYSQL = /^utf8mb4_(?:([a-z_]+)_)?0900_(ai_ci|as_ci|as_cs(?:_ks)?|bin)$/;

/** MariaDB's tailorings for MySQL's languages; where it has none, the root's order. */
const LANGUAGES: Readonly<Record<string, string>> = {
  cs: "czech",
  da: "danish",
  nb: "danish",
  nn: "danish",
  de_pb: "german2",
  eo: "esperanto",
  es: "spanish",
  es_trad: "spanish2",
  et: "estonian",
  hr: "croatian",
  bs: "croatian",
  sr_latn: "croatian",
  hu: "hungarian",
  is: "icelandic",
  la: "roman",
  lt: "lithuanian",
  lv: "latvian",
  pl: "polish",
  ro: "romanian",
  sk: "slovak",
  sl: "slovenian",
  sv: "swedish",
  tr: "turkish",
  vi: "vietnamese",
};

/** MySQL's default collation of a character set, as MariaDB spells it; only where the two may differ. */
const DEFAULTS: Readonly<Record<string, string>> = {
  utf8mb4: collation("mariadb"),
  utf8mb3: "utf8mb3_general_ci",
  utf8: "utf8mb3_general_ci",
};

/** Names MariaDB's collation that compares like MySQL's, wherever one is named or meant. */
export const collations: Rule = (statement, { report }) => {
  if (statement.begins("LOAD")) return;
  for (const [index, token] of statement.list.entries()) {
    if (!token.text.includes("_0900_")) continue;
    const named = token.kind === "word" || (token.kind === "string" && statement.is(index - 1, "COLLATE", "="));
    const found = named ? collationOfMariadb(plainWord(token)) : undefined;
    if (found === undefined) continue;
    report("collation", statement, index);
    token.text = found;
  }
  for (const index of characterSets(statement)) {
    const collate = DEFAULTS[plainWord(statement.list[index])];
    if (collate === undefined || hasCollation(statement, index)) continue;
    report("default-collation", statement, index);
    statement.append(index, ` COLLATE ${collate}`);
  }
};

export function collationOfMariadb(name: string): string | undefined {
  const [, language, sensitivity] = OF_MYSQL.exec(name) ?? [];
  if (sensitivity === undefined) return undefined;
  if (sensitivity === "bin") return "utf8mb4_nopad_bin";
  const tailoring = language === undefined ? undefined : LANGUAGES[language];
  const order = tailoring === undefined ? "" : `${tailoring}_`;
  return `utf8mb4_uca1400_${order}nopad_${sensitivity.replace("_ks", "")}`;
}

/** Places of character sets' names, where a collation may follow. */
function characterSets(statement: StatementTokens): number[] {
  const found: number[] = [];
  if (statement.begins("SET", "NAMES")) found.push((statement.places("NAMES")[0] ?? 0) + 1);
  if (!statement.begins("CREATE|ALTER")) return found;
  for (const index of statement.places("CHARACTER", "CHARSET")) {
    let at = statement.is(index, "CHARACTER") ? index + 2 : index + 1;
    if (statement.is(index, "CHARACTER") && !statement.is(index + 1, "SET")) continue;
    if (statement.is(at, "=")) at++;
    const open = statement.opening(at);
    // There a character set takes no collation.
    if (open !== undefined && statement.is(open - 1, "CAST", "CONVERT")) continue;
    found.push(at);
  }
  return found;
}

function hasCollation(statement: StatementTokens, index: number): boolean {
  if (statement.is(index + 1, "COLLATE", "BINARY")) return true;
  const table = tableStatement(statement);
  if (!table) return statement.begins("ALTER|CREATE", "DATABASE|SCHEMA") && statement.places("COLLATE").length > 0;
  const scope: Range | undefined = [...table.items, table.options].find(
    ({ start, end }) => start <= index && index < end,
  );
  if (scope === undefined) return false;
  // Options of an ALTER TABLE may have a comma between them.
  const options = table.items.filter(({ kind }) => table.verb === "ALTER" && kind === "other");
  const scopes = options.some((item) => item === scope) ? options : [scope];
  return scopes.some((each) => statement.outside(each, "COLLATE").length > 0);
}
