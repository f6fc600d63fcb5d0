import type { Clock } from "../../clock/clock.ts";
import type { Flavour } from "../engine/engine.ts";
import { sqlTimestamp } from "../virtual-instant.ts";

/** What the world's time needs before a statement. */
export interface Timing {
  /** A statement of ours that goes first. */
  readonly stamp?: string;
  /** The client's statement in a form that carries the time itself. */
  readonly text?: string;
}

const NOTHING: Timing = {};

/**
 * The world's time in one session of the engine. `SET timestamp` is invisible to what follows but for two things that it
 * resets, as tried on MariaDB 10.11 and MySQL 9.7: ROW_COUNT() on both, and on MySQL the diagnostics (SHOW WARNINGS, SHOW
 * ERRORS, GET DIAGNOSTICS, @@warning_count, @@error_count). FOUND_ROWS(), LAST_INSERT_ID(), the next transaction's isolation
 * and `insert_id` stay. So a statement that reads those two carries its time itself: on MariaDB as `SET STATEMENT … FOR`
 * (https://mariadb.com/kb/en/set-statement/), on MySQL by a hint
 * (https://dev.mysql.com/doc/refman/8.4/en/optimizer-hints.html#optimizer-hints-set-var); neither touches them. Where it
 * cannot (it is prepared), it sees the time of the statement before it.
 */
export class SessionTime {
  readonly #clock: Clock;
  readonly #flavour: Flavour;
  readonly #tellsTime: boolean;
  #stamped = "";
  /** The client has set a time of its own; it is left alone until it takes it back. */
  #clientsOwn = false;
  /** Names of `PREPARE` whose statements read what a stamp would reset. */
  readonly #readingNames = new Set<string>();

  /** `tellsTime`: whether statements see the clock's time at all. */
  constructor(clock: Clock, flavour: Flavour, tellsTime: boolean) {
    this.#clock = clock;
    this.#tellsTime = tellsTime;
    this.#flavour = flavour;
  }

  /** For a statement that is sent now: as text, or (`prepared`) as the execution of a prepared one. */
  before(sql: string, prepared: boolean): Timing {
    if (!this.#tellsTime || this.#clientsOwn) return NOTHING;
    const timestamp = sqlTimestamp(this.#clock.now());
    if (timestamp === this.#stamped) return NOTHING;
    if (!READS_THE_LAST.test(sql) && !EXECUTES.test(sql)) return this.#stampAt(timestamp);
    const first = firstStatement(sql);
    const executes = !prepared && EXECUTES.test(first.text);
    if (!executes && !READS_THE_LAST.test(first.text)) return this.#stampAt(timestamp);
    if (prepared || !first.only) return NOTHING;
    if (executes) return this.#beforeExecute(sql, first.text, timestamp);
    return usesTime(first.text) ? this.#carrying(sql, timestamp) : NOTHING;
  }

  /** A statement has succeeded. */
  succeeded(sql: string): void {
    if (!this.#tellsTime || !MAY_MATTER.test(sql)) return;
    for (const each of bare(sql).split(";")) {
      const set = SETS_TIMESTAMP.exec(each);
      if (!set) continue;
      this.#clientsOwn = !/^(?:DEFAULT\b|0(?:\.0*)?\s*(?:,|$))/i.test(set[1] ?? "");
      this.#stamped = "";
    }
    const { text } = firstStatement(sql);
    const named = /^\s*PREPARE\s+(\S+)\s+FROM\b/i.exec(text)?.[1]?.toLowerCase();
    if (named === undefined) return;
    // The text that is prepared is a literal of this one, so it is looked for with its literals.
    if (READS_THE_LAST.test(sql)) this.#readingNames.add(named);
    else this.#readingNames.delete(named);
  }

  /** The stamp was refused, as between XA END and XA PREPARE. */
  stampFailed(): void {
    this.#stamped = "";
  }

  /** After `COM_RESET_CONNECTION` and `COM_CHANGE_USER` the session has its first time again. */
  reset(): void {
    this.#stamped = "";
    this.#clientsOwn = false;
    this.#readingNames.clear();
  }

  #stampAt(timestamp: string): Timing {
    this.#stamped = timestamp;
    return { stamp: `SET timestamp=${timestamp}` };
  }

  #beforeExecute(sql: string, text: string, timestamp: string): Timing {
    if (this.#flavour === "mariadb") return this.#carrying(sql, timestamp);
    const name = /^\s*EXECUTE\s+(\S+)/i.exec(text)?.[1]?.toLowerCase() ?? "";
    return this.#readingNames.has(name) ? NOTHING : this.#stampAt(timestamp);
  }

  #carrying(sql: string, timestamp: string): Timing {
    if (this.#flavour === "mariadb") return { text: `SET STATEMENT timestamp=${timestamp} FOR ${sql}` };
    const verb = /^\s*(?:SELECT|INSERT|REPLACE|UPDATE|DELETE)\b(?!\s*\/\*\+)/i.exec(sql)?.[0];
    if (verb === undefined) return NOTHING;
    return { text: `${verb} /*+ SET_VAR(timestamp=${timestamp}) */${sql.slice(verb.length)}` };
  }
}

const MAY_MATTER = /timestamp|^\s*PREPARE\b/i;
/** As a session's variable, not as `@timestamp` nor for one statement alone. */
const SETS_TIMESTAMP =
  /^\s*SET\s+(?!STATEMENT\b)(?:[\s\S]*[\s,])?(?:SESSION\s+|LOCAL\s+|@@(?:session\.|local\.)?)?`?timestamp`?\s*:?=\s*([\s\S]*)/i;
const READS_THE_LAST =
  /\bROW_COUNT\s*\(|\bSHOW\s+(?:COUNT\s*\(\s*\*\s*\)\s*)?(?:WARNINGS|ERRORS)\b|\bGET\s+(?:CURRENT\s+)?DIAGNOSTICS\b|@@(?:\w+\s*\.\s*)?(?:warning|error)_count\b/i;
const EXECUTES = /^\s*(?:\/\*[\s\S]*?\*\/\s*)*EXECUTE\b/i;
const TIME_FUNCTION =
  /\b(?:NOW|CURDATE|CURTIME|CURRENT_DATE|CURRENT_TIME|CURRENT_TIMESTAMP|LOCALTIME|LOCALTIMESTAMP|SYSDATE|UNIX_TIMESTAMP|UTC_DATE|UTC_TIME|UTC_TIMESTAMP|timestamp)\b/i;
const LITERAL_OR_COMMENT =
  /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|\/\*(?![!M+])[\s\S]*?\*\/|(?:--\s|#)[^\n]*/g;

/** A statement that writes may use the time without naming it, as a column's default. */
function usesTime(text: string): boolean {
  return /^\s*(?:INSERT|REPLACE|UPDATE|DELETE)\b/i.test(text) || TIME_FUNCTION.test(text);
}

/** The first statement of a text without its literals and comments, and whether it is the only one. */
function firstStatement(sql: string): { text: string; only: boolean } {
  const text = bare(sql);
  const end = text.indexOf(";");
  return end < 0 ? { text, only: true } : { text: text.slice(0, end), only: text.slice(end + 1).trim() === "" };
}

function bare(sql: string): string {
  return sql.replace(LITERAL_OR_COMMENT, (found) => (/^['"]/.test(found) ? "''" : " "));
}
