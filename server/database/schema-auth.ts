/** The tables of sign-in and permissions (docs/contract/database.md 4); the same at every revision. */
export const AUTH_TABLES: readonly string[] = [
  `CREATE TABLE users (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    full_name VARCHAR(150) NOT NULL,
    nick_name VARCHAR(45) NULL,
    national_id VARCHAR(25) NOT NULL,
    creci_number VARCHAR(15) NULL,
    creci_state VARCHAR(2) NULL,
    creci_validity DATE NULL,
    born_at DATE NOT NULL,
    phone_number VARCHAR(25) NOT NULL,
    email VARCHAR(45) NOT NULL,
    zip_code VARCHAR(8) NOT NULL,
    street VARCHAR(150) NOT NULL,
    number VARCHAR(15) NOT NULL,
    complement VARCHAR(150) NULL,
    neighborhood VARCHAR(150) NOT NULL,
    city VARCHAR(150) NOT NULL,
    state VARCHAR(2) NOT NULL,
    password VARCHAR(100) NOT NULL,
    opt_status TINYINT UNSIGNED NOT NULL,
    last_activity_at TIMESTAMP(6) NOT NULL,
    deleted TINYINT UNSIGNED NOT NULL,
    blocked_until DATETIME NULL,
    permanently_blocked TINYINT NULL DEFAULT 0
  ) ENGINE=InnoDB`,
  `CREATE TABLE roles (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    slug VARCHAR(100) NOT NULL,
    description TEXT NULL,
    is_system_role TINYINT NOT NULL DEFAULT 0,
    is_active TINYINT NOT NULL DEFAULT 1
  ) ENGINE=InnoDB`,
  `CREATE TABLE user_roles (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT UNSIGNED NOT NULL,
    role_id INT UNSIGNED NOT NULL,
    is_active TINYINT UNSIGNED NOT NULL DEFAULT 1,
    status TINYINT NOT NULL DEFAULT 0,
    expires_at TIMESTAMP(6) NULL DEFAULT NULL,
    CONSTRAINT fk_user_roles_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_user_roles_role FOREIGN KEY (role_id) REFERENCES roles (id)
  ) ENGINE=InnoDB`,
  `CREATE TABLE permissions (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(100) NOT NULL,
    action VARCHAR(50) NOT NULL,
    description TEXT NULL,
    is_active TINYINT NOT NULL DEFAULT 1
  ) ENGINE=InnoDB`,
  `CREATE TABLE role_permissions (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    role_id INT UNSIGNED NOT NULL,
    permission_id INT UNSIGNED NOT NULL,
    granted TINYINT NOT NULL DEFAULT 1,
    CONSTRAINT fk_role_permissions_role FOREIGN KEY (role_id) REFERENCES roles (id),
    CONSTRAINT fk_role_permissions_permission FOREIGN KEY (permission_id) REFERENCES permissions (id)
  ) ENGINE=InnoDB`,
  `CREATE TABLE sessions (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT UNSIGNED NOT NULL,
    refresh_hash CHAR(64) NOT NULL,
    token_jti CHAR(36) NULL,
    expires_at DATETIME(6) NOT NULL,
    absolute_expires_at DATETIME(6) NULL,
    created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6),
    rotated_at DATETIME(6) NULL,
    last_refresh_at DATETIME(6) NULL,
    user_agent VARCHAR(255) NULL,
    ip VARCHAR(64) NULL,
    device_id VARCHAR(100) NULL,
    rotation_counter INT UNSIGNED NOT NULL DEFAULT 0,
    revoked TINYINT UNSIGNED NOT NULL DEFAULT 0,
    UNIQUE KEY uk_sessions_refresh_hash (refresh_hash),
    CONSTRAINT fk_sessions_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
  ) ENGINE=InnoDB`,
  `CREATE TABLE temp_wrong_signin (
    user_id INT UNSIGNED NOT NULL PRIMARY KEY,
    failed_attempts TINYINT UNSIGNED NOT NULL,
    last_attempt_at TIMESTAMP(6) NOT NULL
  ) ENGINE=InnoDB`,
  `CREATE TABLE device_tokens (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT UNSIGNED NOT NULL,
    device_token VARCHAR(255) NOT NULL,
    device_id VARCHAR(100) NULL,
    platform VARCHAR(45) NULL,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
    CONSTRAINT fk_device_tokens_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE
  ) ENGINE=InnoDB`,
];
