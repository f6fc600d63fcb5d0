/** Who a token speaks for; capitals as in the claim. */
export interface TokenUser {
  readonly ID: number;
  readonly UserRoleID: number;
  readonly RoleSlug: string;
}

/** What an access token says, once it is verified. */
export interface AccessClaims {
  readonly user: TokenUser;
  /** Empty at the incident's revision when the token has none. */
  readonly jti: string;
  readonly expiresAtMs: number;
}
