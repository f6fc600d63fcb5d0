import type { Rule } from "../rewrite.ts";

/**
 * MariaDB skips comments for MySQL 5.7 to 9.9 (https://mariadb.com/docs/server/reference/sql-structure/sql-language-structure/comment-syntax),
 * in which dumps write INVISIBLE, NOT ENFORCED and SRID. A statement with a comment for MariaDB was written for both.
 */
export const versionedComments: Rule = (statement, { report }) => {
  const { list } = statement;
  if (list.some(({ kind, text }) => kind === "conditional" && text.startsWith("/*M!"))) return;
  let opened: number | undefined;
  for (const [index, { kind, text }] of list.entries()) {
    if (kind === "conditional") {
      const version = Number(text.slice(3) || 0);
      opened = version >= 50_700 && version <= 99_999 ? index : undefined;
    } else if (kind === "conditionalEnd" && opened !== undefined) {
      report("versioned-comment", statement, opened);
      // A blank each, because two words may stand right beside them.
      statement.replace(opened, " ");
      statement.replace(index, " ");
      opened = undefined;
    }
  }
};
