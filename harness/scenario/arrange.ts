import type { World } from "../world/world.ts";
import type { Photographer, Upload } from "./people.ts";

const LISTING = 28;

/**
 * Uploads files for listing 28 and sets its assets as a successful processing leaves them, without running it: for
 * stories that begin after it. The web sizes do not exist.
 */
export function uploadProcessed(world: World, photographer: Photographer, uploads: readonly Upload[]): Promise<void> {
  return world.actions.begin("uploadProcessed(…)", setProcessed(world, photographer, uploads), uploadProcessed);
}

async function setProcessed(world: World, photographer: Photographer, uploads: readonly Upload[]): Promise<void> {
  await photographer.upload(LISTING, uploads);
  await world.database.execute(
    `UPDATE media_assets SET status = 'PROCESSED',
       s3_key_processed = REPLACE(REPLACE(s3_key_raw, '/raw/', '/processed/'), SUBSTRING_INDEX(s3_key_raw, '/', -1),
         CONCAT('large/', SUBSTRING_INDEX(s3_key_raw, '/', -1)))`,
  );
}

/**
 * Registers files of listing 28 and a processing job that works on them, without queue and machine: for stories about
 * callbacks that no machine would send. The job is the next one, 20 by default.
 */
export function registerProcessingJob(
  world: World,
  photographer: Photographer,
  uploads: readonly Upload[],
): Promise<void> {
  return world.actions.begin(
    "registerProcessingJob(…)",
    insertProcessingJob(world, photographer, uploads),
    registerProcessingJob,
  );
}

async function insertProcessingJob(
  world: World,
  photographer: Photographer,
  uploads: readonly Upload[],
): Promise<void> {
  await photographer.requestUploads(LISTING, uploads);
  const [asset = {}] = await world.database.rows("media_assets");
  // Only D15's fix needs the column; older schemas cannot say which job works on an asset.
  const itsJob = Object.keys(asset).includes("processing_job_id") ? ", processing_job_id = LAST_INSERT_ID()" : "";
  await world.database.execute(
    `INSERT INTO media_processing_jobs (listing_identity_id, status, provider) VALUES (${LISTING}, 'PENDING', 'STEP_FUNCTIONS');
     UPDATE media_assets SET status = 'PROCESSING'${itsJob}`,
  );
}

/** Registers a finalization job of listing 28 whose machine was never started. The job is the next one. */
export function registerFinalizationJob(world: World): Promise<void> {
  return world.actions.begin("registerFinalizationJob(…)", insertFinalizationJob(world), registerFinalizationJob);
}

async function insertFinalizationJob(world: World): Promise<void> {
  await world.database.execute(
    `INSERT INTO media_processing_jobs (listing_identity_id, status, provider, started_at)
     VALUES (${LISTING}, 'RUNNING', 'STEP_FUNCTIONS_FINALIZATION', NOW())`,
  );
}
