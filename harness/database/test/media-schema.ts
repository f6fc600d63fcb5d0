/** A part of docs/contract/database.md, enough for the tests of this folder. */
export const MEDIA_SCHEMA: readonly string[] = [
  `CREATE TABLE listing_identities (
     id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     listing_uuid VARCHAR(36) NOT NULL
   )`,
  `CREATE TABLE listing_versions (
     id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     listing_identity_id INT UNSIGNED NOT NULL,
     status TINYINT UNSIGNED NOT NULL,
     title VARCHAR(255) NULL,
     CONSTRAINT fk_versions_identity FOREIGN KEY (listing_identity_id) REFERENCES listing_identities (id) ON DELETE CASCADE
   )`,
  `CREATE TABLE media_assets (
     id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     listing_identity_id INT UNSIGNED NOT NULL,
     asset_type VARCHAR(50) NOT NULL,
     sequence INT NOT NULL,
     status VARCHAR(50) NOT NULL,
     s3_key_raw VARCHAR(255) NULL,
     metadata JSON NULL,
     UNIQUE KEY uk_listing_asset_seq (listing_identity_id, asset_type, sequence) /*!80000 INVISIBLE */ /*M!100600 IGNORED */,
     KEY idx_listing_status (listing_identity_id, status),
     CONSTRAINT fk_media_assets_identity FOREIGN KEY (listing_identity_id) REFERENCES listing_identities (id)
   )`,
  `CREATE TABLE media_processing_jobs (
     id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
     listing_identity_id INT UNSIGNED NOT NULL,
     status VARCHAR(50) NOT NULL,
     payload JSON NULL,
     started_at TIMESTAMP NULL DEFAULT NULL,
     callback_body TEXT NULL,
     created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
     CONSTRAINT fk_media_jobs_identity FOREIGN KEY (listing_identity_id) REFERENCES listing_identities (id)
   )`,
  "INSERT INTO listing_identities (id, listing_uuid) VALUES (28, 'listing-28'), (29, 'listing-29')",
  "INSERT INTO listing_versions (id, listing_identity_id, status) VALUES (1, 28, 6), (2, 29, 6)",
  "ALTER TABLE media_processing_jobs AUTO_INCREMENT=20;",
];
