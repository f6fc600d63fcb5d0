/**
 * The commands of the protocol that the door passes on, by their number
 * (https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_command_phase.html; `STMT_BULK_EXECUTE` is MariaDB's,
 * https://mariadb.com/kb/en/com_stmt_bulk_execute/). Replication is not among them.
 */
export const COMMAND = {
  QUIT: 0x01,
  INIT_DB: 0x02,
  QUERY: 0x03,
  FIELD_LIST: 0x04,
  CREATE_DB: 0x05,
  DROP_DB: 0x06,
  REFRESH: 0x07,
  STATISTICS: 0x09,
  PROCESS_INFO: 0x0a,
  PROCESS_KILL: 0x0c,
  DEBUG: 0x0d,
  PING: 0x0e,
  CHANGE_USER: 0x11,
  STMT_PREPARE: 0x16,
  STMT_EXECUTE: 0x17,
  STMT_SEND_LONG_DATA: 0x18,
  STMT_CLOSE: 0x19,
  STMT_RESET: 0x1a,
  SET_OPTION: 0x1b,
  STMT_FETCH: 0x1c,
  RESET_CONNECTION: 0x1f,
  STMT_BULK_EXECUTE: 0xfa,
} as const;

/** What the server sends back. */
export type AnswerShape =
  /** One packet. */
  | "one"
  /** One packet of text without a header byte. */
  | "text"
  /** `OK`, or one or more result sets. */
  | "results"
  /** What `COM_STMT_PREPARE` gives. */
  | "prepared"
  /** Rows, or column definitions, and an end. */
  | "rows"
  | "nothing";

/** How the answer to a command looks; undefined for a command that the door does not know. */
export function answerShape(command: number | undefined): AnswerShape | undefined {
  switch (command) {
    case COMMAND.QUERY:
    case COMMAND.STMT_EXECUTE:
    case COMMAND.STMT_BULK_EXECUTE:
    case COMMAND.PROCESS_INFO:
      return "results";
    case COMMAND.STMT_PREPARE:
      return "prepared";
    case COMMAND.STMT_FETCH:
    case COMMAND.FIELD_LIST:
      return "rows";
    case COMMAND.STATISTICS:
      return "text";
    case COMMAND.QUIT:
    case COMMAND.STMT_CLOSE:
    case COMMAND.STMT_SEND_LONG_DATA:
      return "nothing";
    default:
      return command !== undefined && ONE.has(command) ? "one" : undefined;
  }
}

const ONE: ReadonlySet<number> = new Set([
  COMMAND.INIT_DB,
  COMMAND.CREATE_DB,
  COMMAND.DROP_DB,
  COMMAND.REFRESH,
  COMMAND.PROCESS_KILL,
  COMMAND.DEBUG,
  COMMAND.PING,
  COMMAND.CHANGE_USER,
  COMMAND.STMT_RESET,
  COMMAND.SET_OPTION,
  COMMAND.RESET_CONNECTION,
]);
