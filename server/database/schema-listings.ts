import type { System } from "../../system/revisions.ts";

/** The listing tables with the columns that media touches (docs/contract/database.md 3). */
export function listingTables(system: System): readonly string[] {
  const current = system.features.schema !== "incident";
  return [
    `CREATE TABLE listing_identities (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    listing_uuid VARCHAR(36) NOT NULL,
    user_id INT UNSIGNED NOT NULL,
    code MEDIUMINT NOT NULL,
    active_version_id INT UNSIGNED NULL,
    deleted TINYINT NOT NULL DEFAULT 0${
      current
        ? `,
    has_pending_proposal TINYINT NOT NULL DEFAULT 0,
    has_accepted_proposal TINYINT NOT NULL DEFAULT 0,
    accepted_proposal_id INT UNSIGNED NULL`
        : ""
    }
  ) ENGINE=InnoDB`,
    `CREATE TABLE listing_versions (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT UNSIGNED NOT NULL,
    listing_identity_id INT UNSIGNED NOT NULL,
    code MEDIUMINT UNSIGNED NOT NULL,
    version TINYINT UNSIGNED NOT NULL,
    status TINYINT UNSIGNED NOT NULL,
    title VARCHAR(255) NULL,
    zip_code VARCHAR(15) NOT NULL,
    street VARCHAR(150) NULL,
    number VARCHAR(15) NOT NULL,
    type SMALLINT UNSIGNED NOT NULL,
    deleted TINYINT UNSIGNED NOT NULL,${
      current
        ? `
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    price_updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,`
        : ""
    }
    KEY CODE (code, version),
    CONSTRAINT fk_listing_versions_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_listing_versions_identity FOREIGN KEY (listing_identity_id)
      REFERENCES listing_identities (id) ON DELETE CASCADE
  ) ENGINE=InnoDB`,
  ];
}
