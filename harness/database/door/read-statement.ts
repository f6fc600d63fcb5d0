import type { Command } from "./command-reader.ts";
import type { PreparedStatements } from "./prepared-statements.ts";
import { COMMAND } from "./protocol/commands.ts";
import { skipQueryAttributes } from "./protocol/query-attributes.ts";
import { type Told, tellCommand, tellPrepare, tellStatement } from "./statement-hops.ts";

/** A command as the door understands it. */
export interface Statement {
  readonly told: Told;
  /** The text that the engine performs with this command; undefined where it performs none. */
  readonly sql: string | undefined;
  /** The text was prepared before. */
  readonly prepared: boolean;
  /** Where the text begins in the payload. */
  readonly textAt: number;
}

/** `attributes`: query attributes were agreed on. What cannot be read is left to the engine to refuse. */
export function readStatement(command: Command, prepared: PreparedStatements, attributes: boolean): Statement {
  const { head } = command;
  const without = (told: Told): Statement => ({ told, sql: undefined, prepared: false, textAt: 0 });
  switch (head[0]) {
    case COMMAND.QUERY: {
      const textAt = attributes ? textAfterAttributes(head) : 1;
      const sql = head.toString("utf8", textAt);
      return { told: tellStatement(sql), sql, prepared: false, textAt };
    }
    case COMMAND.STMT_EXECUTE:
    case COMMAND.STMT_BULK_EXECUTE: {
      const statement = prepared.of(head);
      if (!statement) return { told: tellStatement(""), sql: "", prepared: true, textAt: 0 };
      const single = head[0] === COMMAND.STMT_EXECUTE;
      const values = single ? prepared.parameters(statement, head, attributes) : undefined;
      return { told: tellStatement(statement.sql, values), sql: statement.sql, prepared: true, textAt: 0 };
    }
    case COMMAND.STMT_PREPARE:
      return without(tellPrepare(head.toString("utf8", 1)));
    case COMMAND.INIT_DB:
      return without({ operation: "USE", table: "", sql: `USE ${head.toString("utf8", 1)}` });
    case COMMAND.FIELD_LIST: {
      const end = head.indexOf(0, 1);
      return without({ operation: "FIELD LIST", table: head.toString("utf8", 1, end < 0 ? head.length : end) });
    }
    case COMMAND.STMT_FETCH:
    case COMMAND.STMT_RESET: {
      const statement = prepared.of(head);
      return without({ ...tellCommand(head[0]), table: statement ? tellPrepare(statement.sql).table : "" });
    }
    default:
      return without(tellCommand(head[0]));
  }
}

function textAfterAttributes(head: Buffer): number {
  try {
    return skipQueryAttributes(head);
  } catch {
    // The engine refuses it with its own words.
    return head.length;
  }
}
