/** Of MariaDB 10.10 and newer; a set in a fixed order, because the server stores its bits. */
const SQL_MODES = [
  ...[
    "REAL_AS_FLOAT",
    "PIPES_AS_CONCAT",
    "ANSI_QUOTES",
    "IGNORE_SPACE",
    "IGNORE_BAD_TABLE_OPTIONS",
    "ONLY_FULL_GROUP_BY",
  ],
  ...["NO_UNSIGNED_SUBTRACTION", "NO_DIR_IN_CREATE", "POSTGRESQL", "ORACLE", "MSSQL", "DB2", "MAXDB", "NO_KEY_OPTIONS"],
  ...["NO_TABLE_OPTIONS", "NO_FIELD_OPTIONS", "MYSQL323", "MYSQL40", "ANSI", "NO_AUTO_VALUE_ON_ZERO"],
  ...["NO_BACKSLASH_ESCAPES", "STRICT_TRANS_TABLES", "STRICT_ALL_TABLES", "NO_ZERO_IN_DATE", "NO_ZERO_DATE"],
  ...["INVALID_DATES", "ERROR_FOR_DIVISION_BY_ZERO", "TRADITIONAL", "NO_AUTO_CREATE_USER", "HIGH_NOT_PRECEDENCE"],
  ...["NO_ENGINE_SUBSTITUTION", "PAD_CHAR_TO_FULL_LENGTH", "EMPTY_STRING_IS_NULL", "SIMULTANEOUS_ASSIGNMENT"],
  "TIME_ROUND_FRACTIONAL",
]
  .map((mode) => `'${mode}'`)
  .join(",");

const NAME = "CHAR(64) COLLATE utf8mb3_bin";

/**
 * Where MariaDB keeps procedures and functions (https://mariadb.com/docs/server/reference/system-tables/the-mysql-database-tables/mysql-proc-table).
 * Our servers start on an empty directory without it, and would answer "mysql.proc doesn't exist" to every function that
 * they do not know.
 */
export const ROUTINE_TABLE: readonly string[] = [
  "SET sql_mode=''",
  "CREATE DATABASE IF NOT EXISTS mysql",
  `CREATE TABLE IF NOT EXISTS mysql.proc (
    db ${NAME} NOT NULL DEFAULT '',
    name CHAR(64) NOT NULL DEFAULT '',
    type ENUM('FUNCTION','PROCEDURE','PACKAGE','PACKAGE BODY') NOT NULL,
    specific_name CHAR(64) NOT NULL DEFAULT '',
    language ENUM('SQL') NOT NULL DEFAULT 'SQL',
    sql_data_access ENUM('CONTAINS_SQL','NO_SQL','READS_SQL_DATA','MODIFIES_SQL_DATA') NOT NULL DEFAULT 'CONTAINS_SQL',
    is_deterministic ENUM('YES','NO') NOT NULL DEFAULT 'NO',
    security_type ENUM('INVOKER','DEFINER') NOT NULL DEFAULT 'DEFINER',
    param_list BLOB NOT NULL,
    returns LONGBLOB NOT NULL,
    body LONGBLOB NOT NULL,
    definer VARCHAR(384) COLLATE utf8mb3_bin NOT NULL DEFAULT '',
    created TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    modified TIMESTAMP NOT NULL DEFAULT '0000-00-00 00:00:00',
    sql_mode SET(${SQL_MODES}) NOT NULL DEFAULT '',
    comment TEXT COLLATE utf8mb3_bin NOT NULL,
    character_set_client CHAR(32) COLLATE utf8mb3_bin,
    collation_connection ${NAME},
    db_collation ${NAME},
    body_utf8 LONGBLOB,
    aggregate ENUM('NONE','GROUP') NOT NULL DEFAULT 'NONE',
    PRIMARY KEY (db, name, type)
  ) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci`,
];
