import type { Rule, RuleContext } from "../rewrite.ts";
import type { Range, StatementTokens } from "../statement-tokens.ts";

/** Variables of MySQL 8 and 9 that a file may set and MariaDB does not know: compared on 9.7.4 and 10.11.19. */
const ONLY_MYSQL = new Set(
  `gtid_purged gtid_next gtid_mode enforce_gtid_consistency binlog_row_value_options binlog_rows_query_log_events
  binlog_transaction_compression block_encryption_mode connection_memory_chunk_size connection_memory_limit
  cte_max_recursion_depth default_collation_for_utf8mb4 default_table_encryption end_markers_in_json explain_format
  explain_json_format_version generated_random_password_length global_connection_memory_tracking
  histogram_generation_max_mem_size immediate_server_version information_schema_stats_expiry innodb_ddl_buffer_size
  innodb_ddl_threads innodb_parallel_read_threads internal_tmp_mem_storage_engine max_execution_time
  max_points_in_geometry original_commit_timestamp original_server_version parser_max_mem_size
  print_identified_with_as_hex pseudo_replica_mode range_optimizer_max_mem_size rbr_exec_mode require_row_format
  restrict_fk_on_non_standard_key resultset_metadata secondary_engine_cost_threshold select_into_buffer_size
  select_into_disk_sync session_track_gtids set_operations_buffer_size show_create_table_skip_secondary_engine
  show_create_table_verbosity show_gipk_in_create_table_and_information_schema sql_generate_invisible_primary_key
  sql_require_primary_key terminology_use_previous transaction_allow_batching use_secondary_engine
  windowing_use_high_precision xa_detach_on_prepare`.split(/\s+/),
);
/** MariaDB before 11.1 has only the older names. */
const RENAMED = new Map([
  ["transaction_isolation", "tx_isolation"],
  ["transaction_read_only", "tx_read_only"],
]);
const GLOBAL = /^(?:@@)?(?:global|persist|persist_only)\b/i;

/** Assignments of `SET` that this server does not know, or that would change it for others. */
export const variables: Rule = (statement, context) => {
  if (!statement.begins("SET") || statement.begins("SET", "NAMES|CHARACTER|CHARSET|TRANSACTION|PASSWORD|ROLE")) return;
  const start = (statement.places("SET")[0] ?? 0) + 1;
  const last = statement.list.length - (statement.list.at(-1)?.kind === "conditionalEnd" ? 1 : 0);
  const assignments = statement.parts(start, last);
  const kept = assignments.filter((assignment) => keeps(statement, assignment, context));
  if (kept.length === assignments.length) return;
  if (kept.length === 0) {
    statement.dropped = true;
    return;
  }
  const text = kept.map((assignment) => statement.text(assignment)).join(", ");
  statement.remove(start, last);
  statement.replace(start, statement.list[start]?.before === "" ? ` ${text}` : text);
};

function keeps(statement: StatementTokens, assignment: Range, context: RuleContext): boolean {
  const { list } = statement;
  const { start, end } = assignment;
  if (!context.ownServer && GLOBAL.test(list[start]?.text ?? "")) {
    context.report("global-settings", statement, start);
    return false;
  }
  if (context.flavour !== "mariadb") return true;
  for (let index = start; index < end; index++) {
    const token = list[index];
    if (token?.kind !== "word" && !token?.text.startsWith("@@")) continue;
    const name = token.text.replace(/^@@(?:\w+\.)?/, "").toLowerCase();
    if (ONLY_MYSQL.has(name)) {
      context.report("mysql-variable", statement, index);
      return false;
    }
    const renamed = RENAMED.get(name);
    if (renamed !== undefined) {
      context.report("mysql-variable", statement, index);
      token.text = token.text.slice(0, -name.length) + renamed;
    }
    if (/^persist(?:_only)?$|^@@persist(?:_only)?\./i.test(token.text)) {
      context.report("mysql-variable", statement, index);
      token.text = token.text.replace(/persist(?:_only)?/i, "GLOBAL");
    }
    if (name === "sql_mode") roundAsMysql(statement, index, context);
  }
  return true;
}

function roundAsMysql(statement: StatementTokens, index: number, { report }: RuleContext): void {
  const value = statement.is(index + 1, "=", ":=") ? statement.list[index + 2] : undefined;
  if (value?.kind !== "string") return;
  const modes = value.text.slice(1, -1).split(",").filter(Boolean);
  if (modes.some((mode) => mode.toUpperCase() === "TIME_ROUND_FRACTIONAL")) return;
  const truncates = modes.findIndex((mode) => mode.toUpperCase() === "TIME_TRUNCATE_FRACTIONAL");
  if (truncates >= 0) modes.splice(truncates, 1);
  else modes.push("TIME_ROUND_FRACTIONAL");
  report("sql-mode", statement, index);
  value.text = `'${modes.join(",")}'`;
}
