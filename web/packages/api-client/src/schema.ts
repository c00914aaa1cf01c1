// Generated from openapi.json by `npm run generate`.

export interface paths {
    "/api/v1/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Channels
         * @description List channels in order of name.
         */
        get: operations["list_channels_api_v1_channels_get"];
        put?: never;
        /**
         * Create Channel
         * @description Make a channel with a fresh stream key.
         */
        post: operations["create_channel_api_v1_channels_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Channel
         * @description Show a channel: with its ingest address and stream key when the admin asks, without them otherwise.
         */
        get: operations["show_channel_api_v1_channels__name__get"];
        put?: never;
        post?: never;
        /**
         * Delete Channel
         * @description Delete a channel with its history. What is on the air ends.
         */
        delete: operations["delete_channel_api_v1_channels__name__delete"];
        options?: never;
        head?: never;
        /**
         * Revise Channel
         * @description Change the title or the latency mode. The latter counts from the next stream on.
         */
        patch: operations["revise_channel_api_v1_channels__name__patch"];
        trace?: never;
    };
    "/api/v1/channels/{name}/stream-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset Stream Key
         * @description Replace the stream key. What is on the air ends; the old key is unknown from now on.
         */
        post: operations["reset_stream_key_api_v1_channels__name__stream_key_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{name}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Stop Stream
         * @description Stop what is on the air: the encoder is told and dropped. It may come back; resetting the key prevents that.
         */
        delete: operations["stop_stream_api_v1_channels__name__stream_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/channels/{name}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sessions
         * @description List a channel's stream sessions with their events, newest first.
         */
        get: operations["list_sessions_api_v1_channels__name__sessions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Status
         * @description Say how Klieg is. Always 200 while control itself answers; ``status`` tells.
         */
        get: operations["show_status_status_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Metrics
         * @description Give Prometheus the numbers.
         */
        get: operations["show_metrics_metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        ChannelName: string;
        /**
         * ChannelPage
         * @description Channels in order of name.
         */
        ChannelPage: {
            /** Channels */
            channels: components["schemas"]["PublicChannelView"][];
            /**
             * Next After
             * @description Pass as ``after`` to get more; null at the end
             */
            next_after: string | null;
        };
        ChannelTitle: string;
        /**
         * ChannelView
         * @description A channel as its owner sees it.
         */
        ChannelView: {
            /**
             * Name
             * @example demo
             */
            name: string;
            /**
             * Title
             * @example Friday demos
             */
            title: string | null;
            /**
             * Playback Url
             * @example http://localhost:8081/hls/demo/index.m3u8
             */
            playback_url: string;
            /** Is Live */
            is_live: boolean;
            /**
             * Viewer Count
             * @description Playback sessions whose last beat is younger than the window
             */
            viewer_count: number;
            /**
             * Started At
             * @description When the stream that is on the air could first be watched
             */
            started_at: string | null;
            latency_mode: components["schemas"]["LatencyMode"];
            /**
             * Session Id
             * @description The stream session on the air
             */
            session_id: string | null;
            /**
             * Ingest Url
             * @example rtmp://localhost:1935/live
             */
            ingest_url: string;
            /**
             * Stream Key
             * @description None when it was encrypted under a secret this control has not
             */
            stream_key: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** @description Of the stream on the air */
            encoder: components["schemas"]["EncoderDescription"] | null;
        };
        /**
         * CreateChannel
         * @description A channel to be.
         * @example {
         *       "latency_mode": "LOW",
         *       "name": "demo",
         *       "title": "Friday demos"
         *     }
         */
        CreateChannel: {
            name: components["schemas"]["ChannelName"];
            title?: components["schemas"]["ChannelTitle"] | null;
            /** @default LOW */
            latency_mode: components["schemas"]["LatencyMode"];
        };
        /**
         * EncoderDescription
         * @description What the encoder says of itself (``onMetaData`` and ``connect``, kept verbatim), and what arrived.
         */
        EncoderDescription: {
            /** Software */
            software?: string | null;
            /** Declared */
            declared?: {
                [key: string]: string | number | boolean | null;
            };
            /** Tracks */
            tracks?: components["schemas"]["TrackDescription"][];
        };
        /**
         * EndReason
         * @description Why a stream session ended.
         * @enum {string}
         */
        EndReason: "publisher_left" | "publisher_lost" | "stopped" | "key_reset" | "channel_deleted" | "protocol_error" | "limit_breach" | "node_lost" | "node_stopped" | "never_started";
        /**
         * LatencyMode
         * @description How close to live a channel is delivered: LOW is LL-HLS with parts, NORMAL is whole segments.
         * @enum {string}
         */
        LatencyMode: "LOW" | "NORMAL";
        /**
         * NodeView
         * @description A node that lives.
         */
        NodeView: {
            /** Node Id */
            node_id: string;
            /** Streams */
            streams: number;
        };
        /**
         * PartView
         * @description A thing control depends on.
         */
        PartView: {
            /** Ok */
            ok: boolean;
            /** Kind */
            kind: string;
            /** Detail */
            detail: string | null;
        };
        /**
         * PublicChannelView
         * @description A channel as anybody may see it.
         */
        PublicChannelView: {
            /**
             * Name
             * @example demo
             */
            name: string;
            /**
             * Title
             * @example Friday demos
             */
            title: string | null;
            /**
             * Playback Url
             * @example http://localhost:8081/hls/demo/index.m3u8
             */
            playback_url: string;
            /** Is Live */
            is_live: boolean;
            /**
             * Viewer Count
             * @description Playback sessions whose last beat is younger than the window
             */
            viewer_count: number;
            /**
             * Started At
             * @description When the stream that is on the air could first be watched
             */
            started_at: string | null;
            latency_mode: components["schemas"]["LatencyMode"];
            /**
             * Session Id
             * @description The stream session on the air
             */
            session_id: string | null;
        };
        /**
         * ReviseChannel
         * @description What to change of a channel. A field that is absent stays; ``title: null`` removes the title.
         * @example {
         *       "latency_mode": "NORMAL",
         *       "title": "Saturday"
         *     }
         */
        ReviseChannel: {
            title?: components["schemas"]["ChannelTitle"] | null;
            latency_mode?: components["schemas"]["LatencyMode"] | null;
        };
        /**
         * SessionEventView
         * @description Something that happened in a stream session.
         */
        SessionEventView: {
            /**
             * Name
             * @example Stream Start
             */
            name: string;
            /** Code */
            code: string | null;
            /**
             * Time
             * Format: date-time
             */
            time: string;
        };
        /**
         * SessionPage
         * @description Stream sessions, newest first.
         */
        SessionPage: {
            /** Sessions */
            sessions: components["schemas"]["SessionView"][];
            /**
             * Next Before
             * @description Pass as ``before`` to get older ones; null at the end
             */
            next_before: string | null;
        };
        /**
         * SessionView
         * @description One time on the air.
         */
        SessionView: {
            /** Session Id */
            session_id: string;
            /** Node Id */
            node_id: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Started At */
            started_at: string | null;
            /** Ended At */
            ended_at: string | null;
            end_reason: components["schemas"]["EndReason"] | null;
            encoder: components["schemas"]["EncoderDescription"] | null;
            /** Events */
            events: components["schemas"]["SessionEventView"][];
        };
        /**
         * StatusView
         * @description The whole: ``ok``, or ``degraded`` while a part does not answer or a task is being restarted.
         */
        StatusView: {
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "degraded";
            /** Version */
            version: string;
            database: components["schemas"]["PartView"];
            bus: components["schemas"]["PartView"];
            /** Nodes */
            nodes: components["schemas"]["NodeView"][];
            /** Tasks */
            tasks: components["schemas"]["TaskView"][];
            /** Live Streams */
            live_streams: number | null;
            /** Realtime Sockets */
            realtime_sockets: number;
        };
        /**
         * StoppedView
         * @description A stream that was stopped.
         */
        StoppedView: {
            /** Channel */
            channel: string;
            /** Session Id */
            session_id: string;
        };
        /**
         * TaskView
         * @description A background task.
         */
        TaskView: {
            /** Name */
            name: string;
            /** State */
            state: string;
            /** Restarts */
            restarts: number;
            /** Last Error */
            last_error: string | null;
        };
        /**
         * TrackDescription
         * @description A track as measured by the node.
         */
        TrackDescription: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "video" | "audio";
            /** Codec */
            codec: string;
            /** Width */
            width?: number | null;
            /** Height */
            height?: number | null;
            /** Frame Rate */
            frame_rate?: number | null;
            /** Sample Rate */
            sample_rate?: number | null;
            /** Channels */
            channels?: number | null;
        };
        /**
         * FieldProblem
         * @description One field that cannot be used.
         */
        FieldProblem: {
            /**
             * Field
             * @example body.name
             */
            field: string;
            /** Detail */
            detail: string;
        };
        /**
         * Problem
         * @description Problem details. ``code`` is stable; ``detail`` is a sentence for people.
         */
        Problem: {
            /**
             * Type
             * @example urn:klieg:problem:channel_not_found
             */
            type: string;
            /**
             * Title
             * @example Not Found
             */
            title: string;
            /**
             * Status
             * @example 404
             */
            status: number;
            /**
             * Code
             * @example channel_not_found
             */
            code: string;
            /**
             * Detail
             * @example There is no channel named 'demo'.
             */
            detail: string;
            /** Errors */
            errors?: components["schemas"]["FieldProblem"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_channels_api_v1_channels_get: {
        parameters: {
            query?: {
                /** @description Only channels that are (not) on the air */
                live?: boolean | null;
                /** @description Only names after this one */
                after?: string;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelPage"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    create_channel_api_v1_channels_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateChannel"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Content Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_channel_api_v1_channels__name__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The channel's name */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"] | components["schemas"]["PublicChannelView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    delete_channel_api_v1_channels__name__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The channel's name */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revise_channel_api_v1_channels__name__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The channel's name */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReviseChannel"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            /** @description Bad Request */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Content Too Large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reset_stream_key_api_v1_channels__name__stream_key_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The channel's name */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    stop_stream_api_v1_channels__name__stream_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The channel's name */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StoppedView"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too Many Requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_sessions_api_v1_channels__name__sessions_get: {
        parameters: {
            query?: {
                /** @description Only sessions older than this one */
                before?: string | null;
                /** @description How many at most */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description The channel's name */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            /** @description Unauthorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Content */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    show_status_status_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusView"];
                };
            };
        };
    };
    show_metrics_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
        };
    };
}
