import { schemaSql } from "../../../../server/database/schema.ts";
import { REVISIONS, type RevisionName, System } from "../../../../system/revisions.ts";

let known: ReadonlyMap<string, readonly (readonly string[])[]> | undefined;

/** The columns of a table in their order, as each of the revisions that differ has them; none of a table that is not known. */
export function columnsOfTable(table: string): readonly (readonly string[])[] {
  known ??= readSchemas();
  return known.get(table) ?? [];
}

function readSchemas(): ReadonlyMap<string, readonly (readonly string[])[]> {
  const found = new Map<string, (readonly string[])[]>();
  for (const revision of Object.keys(REVISIONS) as RevisionName[]) {
    for (const statement of schemaSql(new System(revision))) {
      const [, table] = /^CREATE TABLE (\w+) \(/.exec(statement) ?? [];
      if (table === undefined) continue;
      const lines = statement.split("\n").slice(1);
      const columns = lines.flatMap((line) => /^\s*([a-z]\w*) [A-Z]/.exec(line)?.[1] ?? []);
      const all = found.get(table) ?? [];
      if (!all.some((one) => one.join() === columns.join())) all.push(columns);
      found.set(table, all);
    }
  }
  return found;
}
