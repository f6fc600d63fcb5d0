package main

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"golang.org/x/crypto/bcrypt"
)

const blocked = "toq:blocklist:jti:"

type claims struct {
	User    int    `json:"user"`
	ID      string `json:"jti"`
	Type    string `json:"typ"`
	Expires int64  `json:"exp"`
}

type caller struct{}

func (s *server) signIn(r *http.Request) (int, any, error) {
	var body struct{ NationalID, Password, DeviceToken string }
	if err := decode(r, &body); err != nil {
		return 0, nil, err
	}
	var id int
	var hash string
	row := s.db.QueryRowContext(r.Context(), "SELECT id, password FROM users WHERE national_id = ? AND deleted = 0", body.NationalID)
	if err := row.Scan(&id, &hash); err != nil || bcrypt.CompareHashAndPassword([]byte(hash), []byte(body.Password)) != nil {
		return 0, nil, failure{http.StatusUnauthorized, "Invalid credentials"}
	}
	now := time.Now()
	tokens := map[string]string{
		"accessToken":  s.token(claims{id, newID(), "access", now.Add(s.settings.accessLifetime).Unix()}),
		"refreshToken": s.token(claims{id, newID(), "refresh", now.Add(30 * 24 * time.Hour).Unix()}),
	}
	return http.StatusOK, map[string]any{"tokens": tokens}, nil
}

func (s *server) signOut(r *http.Request) (int, any, error) {
	held := r.Context().Value(caller{}).(claims)
	left := time.Until(time.Unix(held.Expires, 0))
	if err := s.redis.Set(r.Context(), blocked+held.ID, "1", left).Err(); err != nil {
		return 0, nil, err
	}
	return http.StatusOK, map[string]string{"message": "Successfully signed out"}, nil
}

// signedIn lets a request with a valid access token through.
func (s *server) signedIn(handle handler) handler {
	return func(r *http.Request) (int, any, error) {
		_, token, found := strings.Cut(r.Header.Get("Authorization"), "Bearer ")
		if !found {
			return 0, nil, failure{http.StatusUnauthorized, "Authorization header required"}
		}
		held, ok := s.read(token)
		if !ok || held.Expires <= time.Now().Unix() {
			return 0, nil, failure{http.StatusUnauthorized, "Invalid access token"}
		}
		if held.Type != "access" {
			return 0, nil, failure{http.StatusUnauthorized, "Invalid access token type"}
		}
		count, err := s.redis.Exists(r.Context(), blocked+held.ID).Result()
		if err != nil {
			return 0, nil, failure{http.StatusInternalServerError, "Failed to validate token"}
		}
		if count > 0 {
			return 0, nil, failure{http.StatusUnauthorized, "Access token revoked"}
		}
		return handle(r.WithContext(context.WithValue(r.Context(), caller{}, held)))
	}
}

func (s *server) token(c claims) string {
	body, _ := json.Marshal(c)
	head := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"HS256","typ":"JWT"}`))
	text := head + "." + base64.RawURLEncoding.EncodeToString(body)
	return text + "." + base64.RawURLEncoding.EncodeToString(sign(s.settings.TokenSecret, []byte(text)))
}

func (s *server) read(token string) (claims, bool) {
	var c claims
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return c, false
	}
	given, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil || !hmac.Equal(given, sign(s.settings.TokenSecret, []byte(parts[0]+"."+parts[1]))) {
		return c, false
	}
	body, err := base64.RawURLEncoding.DecodeString(parts[1])
	return c, err == nil && json.Unmarshal(body, &c) == nil
}

func sign(secret string, text []byte) []byte {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(text)
	return mac.Sum(nil)
}

func newID() string {
	bytes := make([]byte, 16)
	rand.Read(bytes)
	return hex.EncodeToString(bytes)
}
