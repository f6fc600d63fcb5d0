import { parseDocument } from "yaml";
import type { WorldOptions } from "../../world-options.ts";

/** Keys of docs/contract/config.md 1 by the names of `WorldOptions.settings`. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  "auth.accessTtlMinutes": ["auth", "access_ttl_minutes"],
  "auth.refreshTtlDays": ["auth", "refresh_ttl_days"],
  "auth.maxSessionRotations": ["auth", "max_session_rotations"],
  "auth.maxWrongSigninAttempts": ["auth", "max_wrong_signin_attempts"],
  "auth.tempBlockDurationMinutes": ["auth", "temp_block_duration_minutes"],
  "callback.sharedSecret": ["media_processing", "callback", "shared_secret"],
  "features.listingApprovalAdminReview": ["media_processing", "features", "listing_approval_admin_review"],
  "features.allowOwnerProjectUploads": ["media_processing", "features", "allow_owner_project_uploads"],
  "limits.maxFilesPerBatch": ["media_processing", "limits", "max_files_per_batch"],
  "limits.maxTotalBytes": ["media_processing", "limits", "max_total_bytes"],
  "limits.maxFileBytes": ["media_processing", "limits", "max_file_bytes"],
  "limits.allowedContentTypes": ["media_processing", "limits", "allowed_content_types"],
  "retention.cleanupIntervalMinutes": ["retention", "media_processing_jobs", "cleanup_interval_minutes"],
  "retention.maxAgeDays": ["retention", "media_processing_jobs", "max_age_days"],
  "retention.batchSize": ["retention", "media_processing_jobs", "batch_size"],
  "storage.uploadUrlTtlSeconds": ["media_processing", "storage", "upload_url_ttl_seconds"],
  "storage.downloadUrlTtlSeconds": ["media_processing", "storage", "download_url_ttl_seconds"],
};

/** The settings that a story chooses. */
export function settingsOfStory({ settings = {} }: WorldOptions, _finalizationStateMachineArn: string): Settings {
  return settings;
}

type Settings = NonNullable<WorldOptions["settings"]>;

/** The YAML text with a story's settings in it; comments and order stay. */
export function settingsInYaml(text: string, settings: Settings): string {
  const document = parseDocument(text);
  for (const [group, members] of Object.entries(settings)) {
    for (const [name, value] of Object.entries(members ?? {})) {
      const key = KEYS[`${group}.${name}`];
      if (!key) throw new Error(`the setting ${group}.${name} has no key in the server's file`);
      document.setIn(key, value);
    }
  }
  return document.toString();
}
