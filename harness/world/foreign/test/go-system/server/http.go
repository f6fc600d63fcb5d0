package main

import (
	"encoding/json"
	"net/http"
)

// failure is an answer that is no success, in the contract's envelope.
type failure struct {
	status  int
	message string
}

func (f failure) Error() string { return f.message }

type handler func(r *http.Request) (int, any, error)

func (s *server) routes() http.Handler {
	routes := http.NewServeMux()
	routes.HandleFunc("GET /ready", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	routes.Handle("POST /api/v2/auth/signin", s.answer(s.signIn))
	routes.Handle("POST /api/v2/user/signout", s.answer(s.signedIn(s.signOut)))
	routes.Handle("GET /api/v2/listings/media", s.answer(s.signedIn(s.list)))
	routes.Handle("POST /api/v2/listings/media/uploads", s.answer(s.signedIn(s.uploads)))
	routes.Handle("POST /api/v2/listings/media/uploads/process", s.answer(s.signedIn(s.process)))
	routes.Handle("POST /api/v2/listings/media/uploads/complete", s.answer(s.signedIn(s.complete)))
	routes.Handle("POST /api/v2/listings/media/callback", s.answer(s.callback))
	return routes
}

func (s *server) answer(handle handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		status, body, err := handle(r)
		if err != nil {
			known, ok := err.(failure)
			if !ok {
				s.log.Error("Request failed", "path", r.URL.Path, "err", err.Error())
				known = failure{http.StatusInternalServerError, "Internal server error"}
			}
			status, body = known.status, map[string]any{"code": known.status, "details": nil, "message": known.message}
		}
		s.log.Info("HTTP request", "method", r.Method, "path", r.URL.Path, "status", status)
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(status)
		json.NewEncoder(w).Encode(body)
	})
}

func decode(r *http.Request, into any) error {
	if err := json.NewDecoder(r.Body).Decode(into); err != nil {
		return failure{http.StatusBadRequest, "Invalid request format"}
	}
	return nil
}
