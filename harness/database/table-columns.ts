import type { AssetStatus } from "../../server/database/media-assets.ts";
import type { JobStatus } from "../../server/database/media-jobs.ts";
import type { OwnTables } from "../support/own-names.ts";

/** What a column holds as a scenario reads it; `?` may be NULL. Times and JSON are text (`RowWatch`). */
type Kind = keyof Kinds;

interface Kinds {
  readonly number: number;
  readonly text: string;
  readonly assetStatus: AssetStatus;
  readonly jobStatus: JobStatus;
}

type Column = Kind | `${Kind}?`;

/** The tables of the fixed system, which has all that the others have; a test holds them against the schema. */
export const TABLE_COLUMNS = {
  media_assets: {
    id: "number",
    listing_identity_id: "number",
    asset_type: "text",
    sequence: "number",
    status: "assetStatus",
    s3_key_raw: "text?",
    s3_key_processed: "text?",
    title: "text?",
    metadata: "text?",
    processing_job_id: "number?",
  },
  media_processing_jobs: {
    id: "number",
    listing_identity_id: "number",
    status: "jobStatus",
    provider: "text",
    external_id: "text?",
    payload: "text?",
    retry_count: "number?",
    started_at: "text?",
    completed_at: "text?",
    last_error: "text?",
    callback_body: "text?",
    created_at: "text",
  },
  media_outbox: {
    id: "number",
    job_id: "number",
    listing_identity_id: "number",
    kind: "text",
    body: "text",
    traceparent: "text?",
    created_at: "text",
  },
  listing_photographers: { listing_identity_id: "number", user_id: "number" },
  listing_identities: {
    id: "number",
    listing_uuid: "text",
    user_id: "number",
    code: "number",
    active_version_id: "number?",
    deleted: "number",
    has_pending_proposal: "number",
    has_accepted_proposal: "number",
    accepted_proposal_id: "number?",
  },
  listing_versions: {
    id: "number",
    user_id: "number",
    listing_identity_id: "number",
    code: "number",
    version: "number",
    status: "number",
    title: "text?",
    zip_code: "text",
    street: "text?",
    number: "text",
    type: "number",
    deleted: "number",
    created_at: "text",
    price_updated_at: "text",
  },
  users: {
    id: "number",
    full_name: "text",
    nick_name: "text?",
    national_id: "text",
    creci_number: "text?",
    creci_state: "text?",
    creci_validity: "text?",
    born_at: "text",
    phone_number: "text",
    email: "text",
    zip_code: "text",
    street: "text",
    number: "text",
    complement: "text?",
    neighborhood: "text",
    city: "text",
    state: "text",
    password: "text",
    opt_status: "number",
    last_activity_at: "text",
    deleted: "number",
    blocked_until: "text?",
    permanently_blocked: "number?",
  },
  roles: {
    id: "number",
    name: "text",
    slug: "text",
    description: "text?",
    is_system_role: "number",
    is_active: "number",
  },
  user_roles: {
    id: "number",
    user_id: "number",
    role_id: "number",
    is_active: "number",
    status: "number",
    expires_at: "text?",
  },
  permissions: { id: "number", name: "text", action: "text", description: "text?", is_active: "number" },
  role_permissions: { id: "number", role_id: "number", permission_id: "number", granted: "number" },
  sessions: {
    id: "number",
    user_id: "number",
    refresh_hash: "text",
    token_jti: "text?",
    expires_at: "text",
    absolute_expires_at: "text?",
    created_at: "text",
    rotated_at: "text?",
    last_refresh_at: "text?",
    user_agent: "text?",
    ip: "text?",
    device_id: "text?",
    rotation_counter: "number",
    revoked: "number",
  },
  temp_wrong_signin: { user_id: "number", failed_attempts: "number", last_attempt_at: "text" },
  device_tokens: {
    id: "number",
    user_id: "number",
    device_token: "text",
    device_id: "text?",
    platform: "text?",
    created_at: "text",
    updated_at: "text",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Column>>>>;

type Tables = typeof TABLE_COLUMNS;

export type TableName = keyof Tables | (keyof OwnTables & string);

type ValueOf<C extends Column> = C extends `${infer K extends Kind}?`
  ? Kinds[K] | null
  : C extends Kind
    ? Kinds[C]
    : never;

/** A row as a scenario reads it; a revision may lack columns that its fixes brought. */
export type TableRow<T extends TableName> = T extends keyof OwnTables
  ? OwnTables[T]
  : T extends keyof Tables
    ? { readonly [C in keyof Tables[T]]: Tables[T][C] extends Column ? ValueOf<Tables[T][C]> : never }
    : never;
