/** Method and path of every route of the server, at any revision; a test holds them against its routes. */
export const SERVER_REQUESTS = [
  "POST /api/v2/auth/signin",
  "POST /api/v2/auth/refresh",
  "POST /api/v2/user/signout",
  "POST /api/v2/listings/media/uploads",
  "POST /api/v2/listings/media/uploads/process",
  "POST /api/v2/listings/media/uploads/complete",
  "GET /api/v2/listings/media",
  "POST /api/v2/listings/media/download",
  "POST /api/v2/listings/media/update",
  "DELETE /api/v2/listings/media/delete",
  "POST /api/v2/listings/media/callback",
  "POST /api/v2/listings/media/approve",
  "POST /api/v2/listings/project-media/uploads",
  "POST /api/v2/listings/project-media/complete",
  "DELETE /api/v2/listings/project-media",
] as const;

export type ServerRequest = (typeof SERVER_REQUESTS)[number];
