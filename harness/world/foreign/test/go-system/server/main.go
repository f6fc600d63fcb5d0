// A small server of the media pipeline, in Go: the fixture that the harness runs as a foreign system. It knows sign-in,
// uploads, process, complete, list and the callback, and a worker that fails jobs that got stuck. It is written from
// docs/contract/ and holds as much of it as the stories beside it ask for.
package main

import (
	"context"
	"database/sql"
	"flag"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	_ "github.com/go-sql-driver/mysql"
	"github.com/redis/go-redis/v9"
)

type server struct {
	settings settings
	db       *sql.DB
	redis    *redis.Client
	s3       *s3.Client
	presign  *s3.PresignClient
	sqs      *sqs.Client
	sfn      *sfn.Client
	log      *slog.Logger
}

func main() {
	path := flag.String("config", "settings.json", "file with the settings")
	flag.Parse()
	log := slog.New(slog.NewJSONHandler(os.Stdout, nil))
	if err := run(*path, log); err != nil {
		log.Error("Server stopped", "err", err.Error())
		os.Exit(1)
	}
}

func run(path string, log *slog.Logger) error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	settings, err := readSettings(path)
	if err != nil {
		return err
	}
	db, err := sql.Open("mysql", settings.Database)
	if err != nil {
		return err
	}
	defer db.Close()
	options, err := redis.ParseURL(settings.Redis)
	if err != nil {
		return err
	}
	store := redis.NewClient(options)
	defer store.Close()
	if err := store.Ping(ctx).Err(); err != nil {
		return err
	}
	aws, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return err
	}
	storage := s3.NewFromConfig(aws)
	s := &server{
		settings: settings, db: db, redis: store, log: log,
		s3: storage, presign: s3.NewPresignClient(storage), sqs: sqs.NewFromConfig(aws), sfn: sfn.NewFromConfig(aws),
	}
	if settings.Workers {
		go s.failStuckJobs(ctx)
	}
	listening := &http.Server{Addr: settings.Address, Handler: s.routes()}
	go func() {
		<-ctx.Done()
		listening.Close()
	}()
	log.Info("Server listens", "address", settings.Address)
	if err := listening.ListenAndServe(); err != http.ErrServerClosed {
		return err
	}
	return nil
}
