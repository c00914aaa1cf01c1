// Generated from openapi.json by `npm run generate`.

export interface components {
  schemas: {
    /**
     * AccountPage
     * @description Accounts in order of name.
     */
    AccountPage: {
      /** Accounts */
      accounts: components["schemas"]["ListedAccountView"][];
      /**
       * Next After
       * @description Pass as ``after`` to get more; null at the end
       */
      next_after: string | null;
    };
    /**
     * AccountView
     * @description An account as its owner sees it.
     */
    AccountView: {
      /**
       * Name
       * @example Ada_L
       */
      name: string;
      /**
       * Mail
       * @example ada@example.org
       */
      mail: string;
      role: components["schemas"]["Role"];
      /**
       * Color
       * @example turquoise
       */
      color: string;
      /**
       * Avatar
       * @description The drawn one
       * @example hedgehog
       */
      avatar: string;
      /**
       * Avatar Url
       * @description The drawn one or a picture of their own, on the origin of the page
       * @example /avatars/hedgehog.svg
       * @example /pictures/pc_0123456789abcdefghjkmn/256.webp
       */
      avatar_url: string;
      /**
       * Language
       * @example en
       */
      language: string;
      /**
       * Channel
       * @description Name of the account's channel; none for viewers
       * @example ada_l
       */
      channel: string | null;
      /**
       * Has Password
       * @description Whether it has one, or opens with the OpenID provider alone
       */
      has_password: boolean;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
    };
    /**
     * AdministerAccount
     * @description What an admin changes of an account. What is absent or null stays.
     */
    AdministerAccount: {
      role?: components["schemas"]["Role"] | null;
      /** Suspended */
      suspended?: boolean | null;
    };
    /**
     * ArrivalView
     * @description Somebody whom the provider has named, and who is not signed in yet.
     */
    ArrivalView: {
      /**
       * Kind
       * @description new: they choose a name; join: an account has their mail address, and they give its password; second_factor: their account asks for one
       * @enum {string}
       */
      kind: "new" | "join" | "second_factor";
      /**
       * Mail
       * @example ada@example.org
       */
      mail: string;
      /**
       * Suggested Name
       * @description Empty when none can be made
       * @example Ada_L
       */
      suggested_name: string;
    };
    /**
     * AudioConfigurations
     * @description The sound for those who watch live. A second mix for recordings is not taken.
     */
    AudioConfigurations: {
      /** Live */
      live: components["schemas"]["AudioTrack"][];
      /** Vod */
      vod: components["schemas"]["AudioTrack"][];
    };
    /**
     * AudioSettings
     * @description Settings of the sound's encoder.
     */
    AudioSettings: {
      /**
       * Bitrate
       * @description kb/s
       */
      bitrate: number;
    };
    /**
     * AudioTrack
     * @description A sound to send.
     */
    AudioTrack: {
      /**
       * Codec
       * @default aac
       * @constant
       */
      codec: "aac";
      /**
       * Track Id
       * @default 0
       */
      track_id: number;
      /**
       * Channels
       * @default 2
       */
      channels: number;
      settings: components["schemas"]["AudioSettings"];
    };
    /**
     * AuditEntryView
     * @description A deed.
     */
    AuditEntryView: {
      /** Id */
      id: number;
      /**
       * At
       * Format: date-time
       */
      at: string;
      /** Actor */
      actor: string;
      /**
       * Deed
       * @example account_suspended
       */
      deed: string;
      /** Subject */
      subject: string;
      /** Address */
      address: string;
      /** Details */
      details: {
        [key: string]: string;
      };
    };
    /**
     * AuditPage
     * @description Deeds, newest first.
     */
    AuditPage: {
      /** Entries */
      entries: components["schemas"]["AuditEntryView"][];
      /**
       * Next Before
       * @description Pass as ``before`` to get older ones; null at the end
       */
      next_before: number | null;
    };
    /** @enum {string} */
    Avatar: "bear" | "bird" | "bird2" | "dog" | "dog2" | "dog3" | "giraffe" | "hedgehog" | "hippo" | "horse" | "ibex" | "jellyfish" | "sheep" | "tiger";
    /**
     * BanPage
     * @description Bans in order of name.
     */
    BanPage: {
      /** Bans */
      bans: components["schemas"]["BanView"][];
      /**
       * Next After
       * @description Pass as ``after`` to get more; null at the end
       */
      next_after: string | null;
    };
    BanReason: string;
    /**
     * BanView
     * @description An account that may not watch a channel.
     */
    BanView: {
      /**
       * Name
       * @description Of the account
       * @example Ada_L
       */
      name: string;
      /**
       * Color
       * @example turquoise
       */
      color: string;
      /**
       * Avatar Url
       * @description On the origin of the page
       * @example /avatars/hedgehog.svg
       */
      avatar_url: string;
      /**
       * Banned By
       * @description Name of the account that said so; none: the operator, or it is gone
       */
      banned_by: string | null;
      /** Reason */
      reason: string | null;
      /**
       * Banned At
       * Format: date-time
       */
      banned_at: string;
    };
    /**
     * BanViewer
     * @description Why somebody may not watch. Only those who may see the list read it.
     * @example {
     *       "reason": "Spam"
     *     }
     */
    BanViewer: {
      reason?: components["schemas"]["BanReason"] | null;
    };
    /**
     * BeginSignIn
     * @description Where to go on to, and by whose leave.
     */
    BeginSignIn: {
      /**
       * Next
       * @description Path of a page of this site, with its query
       * @default /
       * @example /settings?tab=stream
       */
      next: string;
      /**
       * @description Code of an invitation, where one is needed to sign up
       * @default
       */
      invite: components["schemas"]["Text"];
    };
    /** @description What the browser's `PublicKeyCredential.toJSON()` gives */
    BrowserAnswer: {
      [key: string]: components["schemas"]["JsonValue"];
    };
    /**
     * Canvas
     * @description A picture it composes: the size and rate it would send.
     */
    Canvas: {
      /** Width */
      width: number;
      /** Height */
      height: number;
      framerate: components["schemas"]["FrameRate"];
    };
    /**
     * Capabilities
     * @description Its machine.
     */
    Capabilities: {
      /** @default {} */
      cpu: components["schemas"]["Cpu"];
      /** Gpu */
      gpu?: components["schemas"]["Gpu"][] | null;
      /** @default {} */
      system: components["schemas"]["System"];
    };
    Category: string;
    /**
     * CategoryList
     * @description Categories, those with most live channels first.
     */
    CategoryList: {
      /** Categories */
      categories: components["schemas"]["CategoryView"][];
    };
    /**
     * CategoryView
     * @description A category of what is live.
     */
    CategoryView: {
      /** Name */
      name: string;
      /** Live Count */
      live_count: number;
      /** Viewer Count */
      viewer_count: number;
    };
    /**
     * ChangeMail
     * @description The address to be.
     */
    ChangeMail: {
      mail: components["schemas"]["Text"];
      password: components["schemas"]["PasswordText"];
    };
    /**
     * ChangeName
     * @description The name to be.
     */
    ChangeName: {
      name: components["schemas"]["Text"];
    };
    /**
     * ChangePassword
     * @description The password of now and the one to be.
     */
    ChangePassword: {
      current: components["schemas"]["PasswordText"];
      password: components["schemas"]["PasswordText"];
    };
    ChannelDescription: string;
    /**
     * ChannelList
     * @description Channels in the order that was asked for.
     */
    ChannelList: {
      /** Channels */
      channels: components["schemas"]["PublicChannelView"][];
      /**
       * Next Offset
       * @description Pass as ``offset`` to get more; null at the end
       */
      next_offset: number | null;
    };
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
     * ChannelType
     * @description What becomes of a publisher's picture, as the video service calls it.
     *
     *     BASIC passes it on within tight limits, STANDARD passes it on beside a ladder of smaller ones, ADVANCED_SD and
     *     ADVANCED_HD make a ladder up to 480 and 720 lines.
     * @enum {string}
     */
    ChannelType: "BASIC" | "STANDARD" | "ADVANCED_SD" | "ADVANCED_HD";
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
       * Display Name
       * @description As its owner writes it
       * @example Demo
       */
      display_name: string;
      /**
       * Color
       * @description One of seven
       * @example turquoise
       */
      color: string;
      /**
       * Avatar Url
       * @description On the origin of the page, or elsewhere
       * @example /avatars/hedgehog.svg
       */
      avatar_url: string;
      /**
       * Banner Url
       * @description 16:9, on the origin of the page; none: the colour alone
       * @example /pictures/pc_0123456789abcdefghjkmn/1280.webp
       */
      banner_url: string | null;
      /**
       * Thumbnail Url
       * @description What is on the air now, made anew every few seconds; 404 where there is no picture (yet)
       * @example http://localhost:8081/thumbnails/demo.jpg
       */
      thumbnail_url: string | null;
      /**
       * Title
       * @example Friday demos
       */
      title: string | null;
      /** Description */
      description: string | null;
      /**
       * Category
       * @example Music
       */
      category: string | null;
      /** Tags */
      tags: string[];
      /** Links */
      links: string[];
      /** Mature */
      mature: boolean;
      /**
       * Playback Url
       * @example http://localhost:8081/hls/demo/index.m3u8
       */
      playback_url: string;
      /**
       * Whep Url
       * @description Where players ask for it by WebRTC
       * @example http://localhost:8081/whep/demo
       */
      whep_url: string;
      /** Is Live */
      is_live: boolean;
      /** Follower Count */
      follower_count: number;
      /**
       * Is Partner
       * @description So many follow it that it has a badge, where the operator gives one
       */
      is_partner: boolean;
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
       * Publisher Muted
       * @description What the publisher on the air has switched off for now
       */
      publisher_muted: components["schemas"]["MediaKind"][];
      /**
       * Owner
       * @description Name of the account it belongs to; none: the operator's
       */
      owner: string | null;
      playback_policy: components["schemas"]["PlaybackPolicy"];
      type: components["schemas"]["ChannelType"];
      /** @description Of ADVANCED channels */
      preset: components["schemas"]["TranscodePreset"] | null;
      /**
       * Max Lines
       * @description Of the shorter edge of a picture; none: as the type has it
       */
      max_lines: number | null;
      /** Insecure Ingest */
      insecure_ingest: boolean;
      multitrack: components["schemas"]["MultitrackView"];
      /**
       * Ingest Url
       * @example rtmp://localhost:1935/live
       */
      ingest_url: string;
      /**
       * Rtmps Url
       * @description None when RTMPS is off
       * @example rtmps://localhost:1936/live
       */
      rtmps_url: string | null;
      /**
       * Srt Url
       * @description With the stream key as stream id, and the passphrase where one is needed; none when SRT is off
       * @example srt://localhost:9000?streamid=sk_abcdefghijklmnopqrstuvwxyz234567
       */
      srt_url: string | null;
      /**
       * Whip Url
       * @description The stream key is the bearer token
       * @example http://localhost:8081/whip
       */
      whip_url: string;
      /**
       * Stream Key
       * @description None when it was encrypted under a secret this control has not
       */
      stream_key: string | null;
      /**
       * Srt Passphrase
       * @description For SRT with encryption; none as the stream key
       */
      srt_passphrase: string | null;
      /**
       * Pull Url
       * @description Where a node fetches its media from; passwords are masked
       */
      pull_url: string | null;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** @description Of the stream on the air */
      encoder: components["schemas"]["EncoderDescription"] | null;
    };
    /**
     * Client
     * @description The encoder's software. ``supported_encoders`` is of 2025-01-25.
     */
    Client: {
      /**
       * Name
       * @default
       */
      name: string;
      /**
       * Version
       * @default
       */
      version: string;
      /**
       * Supported Codecs
       * @default []
       */
      supported_codecs: string[];
      /**
       * Supported Encoders
       * @default []
       */
      supported_encoders: string[];
    };
    /**
     * ClientConfiguration
     * @description The answer.
     */
    ClientConfiguration: {
      meta: components["schemas"]["Meta"];
      status: components["schemas"]["Status"];
      /** Ingest Endpoints */
      ingest_endpoints: components["schemas"]["IngestEndpoint"][];
      /** Encoder Configurations */
      encoder_configurations: components["schemas"]["EncoderConfiguration"][];
      audio_configurations: components["schemas"]["AudioConfigurations"];
    };
    /**
     * ClientConfigurationRequest
     * @description What an encoder asks before it goes live. ``authentication`` is the stream key.
     */
    ClientConfigurationRequest: {
      /**
       * Service
       * @default IVS
       */
      service: string;
      /**
       * Schema Version
       * @default 2024-06-04
       */
      schema_version: string;
      /**
       * Authentication
       * @default
       */
      authentication: string;
      /**
       * @default {
       *       "name": "",
       *       "version": "",
       *       "supported_codecs": [],
       *       "supported_encoders": []
       *     }
       */
      client: components["schemas"]["Client"];
      /**
       * @default {
       *       "cpu": {},
       *       "system": {}
       *     }
       */
      capabilities: components["schemas"]["Capabilities"];
      /**
       * @default {
       *       "canvases": []
       *     }
       */
      preferences: components["schemas"]["Preferences"];
    };
    /** @enum {string} */
    Color: "blue" | "green" | "lavender" | "purple" | "salmon" | "turquoise" | "yellow";
    /**
     * ConfirmIdentity
     * @description The account's password; empty where it has none, who then has shown at the provider that it is them.
     */
    ConfirmIdentity: {
      /** @default  */
      password: components["schemas"]["PasswordText"];
    };
    /**
     * ConfirmMail
     * @description The code that was mailed to the new address.
     */
    ConfirmMail: {
      code: components["schemas"]["Text"];
    };
    /**
     * ConfirmPassword
     * @description Asked for once more: this changes what opens the account.
     */
    ConfirmPassword: {
      password: components["schemas"]["PasswordTyped"];
    };
    /**
     * ConfirmReset
     * @description A new password, with the code of the mail.
     */
    ConfirmReset: {
      name: components["schemas"]["Text"];
      code: components["schemas"]["Text"];
      password: components["schemas"]["PasswordText"];
    };
    /**
     * ConfirmTotp
     * @description The first code of a new authenticator app.
     */
    ConfirmTotp: {
      /** @example 287082 */
      code: components["schemas"]["Typed"];
    };
    /**
     * ConnectionState
     * @description Whether an account opens with the provider.
     */
    ConnectionState: {
      connection: components["schemas"]["ConnectionView"] | null;
    };
    /**
     * ConnectionView
     * @description Who an account is at the provider.
     */
    ConnectionView: {
      /**
       * Mail
       * @description What the provider called them at the last sign-in
       * @example ada@example.org
       */
      mail: string;
      /**
       * Connected At
       * Format: date-time
       */
      connected_at: string;
      /**
       * Used At
       * Format: date-time
       */
      used_at: string;
    };
    /**
     * Cpu
     * @description Its processor.
     */
    Cpu: {
      /** Logical Cores */
      logical_cores?: number | null;
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
      /** @default BASIC */
      type: components["schemas"]["ChannelType"];
      /** @description Of ADVANCED channels only; null: the type's own */
      preset?: components["schemas"]["TranscodePreset"] | null;
      /**
       * Insecure Ingest
       * @description Whether publishers may come without encryption: plain RTMP, SRT without passphrase
       * @default true
       */
      insecure_ingest: boolean;
      /**
       * @description Other than REFUSE on STANDARD channels only
       * @default {
       *       "policy": "REFUSE",
       *       "maximum_resolution": "FULL_HD"
       *     }
       */
      multitrack: components["schemas"]["Multitrack"];
    };
    /**
     * DeleteAccount
     * @description Asked for once more: this cannot be undone.
     */
    DeleteAccount: {
      password: components["schemas"]["PasswordText"];
    };
    /**
     * EncoderConfiguration
     * @description One picture to send; the first is the main one.
     */
    EncoderConfiguration: {
      /**
       * Type
       * @example obs_x264
       */
      type: string;
      /** Width */
      width: number;
      /** Height */
      height: number;
      framerate: components["schemas"]["FrameRate"];
      /**
       * Bitrate Interpolation Points
       * @description kb/s, the last is the full rate
       */
      bitrate_interpolation_points: number[];
      /**
       * Gpu Scale Type
       * @default OBS_SCALE_BICUBIC
       */
      gpu_scale_type: string;
      /**
       * Colorspace
       * @default VIDEO_CS_709
       */
      colorspace: string;
      /**
       * Range
       * @default VIDEO_RANGE_PARTIAL
       */
      range: string;
      /**
       * Format
       * @default VIDEO_FORMAT_NV12
       */
      format: string;
      settings: components["schemas"]["EncoderSettings"];
      /**
       * Canvas Index
       * @default 0
       */
      canvas_index: number;
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
     * EncoderSettings
     * @description Settings of one picture's encoder. Each kind of encoder reads those it knows.
     */
    EncoderSettings: {
      /**
       * Rate Control
       * @default CBR
       * @constant
       */
      rate_control: "CBR";
      /**
       * Bitrate
       * @description kb/s
       */
      bitrate: number;
      /** Keyint Sec */
      keyint_sec: number;
      /**
       * Bf
       * @description B-frames in a row; none, so that WebRTC players can have the picture as it is
       */
      bf: number;
      /**
       * Profile
       * @enum {string}
       */
      profile: "main" | "high";
      /** Preset */
      preset: string;
      /** Preset2 */
      preset2: string;
      /** Tune */
      tune: string;
      /**
       * Lookahead
       * @default false
       */
      lookahead: boolean;
      /** X264Opts */
      x264opts: string;
    };
    /**
     * EndReason
     * @description Why a stream session ended.
     * @enum {string}
     */
    EndReason: "publisher_left" | "publisher_lost" | "stopped" | "key_reset" | "channel_deleted" | "protocol_error" | "limit_breach" | "multitrack_not_allowed" | "multitrack_required" | "multitrack_track_count" | "multitrack_track_media" | "node_lost" | "node_stopped" | "never_started";
    /**
     * EnrolPasskey
     * @description A new passkey, made for a challenge.
     */
    EnrolPasskey: {
      challenge: components["schemas"]["Typed"];
      /** Label */
      label: string;
      passkey: components["schemas"]["BrowserAnswer"];
    };
    /**
     * Factor
     * @description What somebody can show.
     * @enum {string}
     */
    Factor: "totp" | "passkey" | "recovery";
    /**
     * FactorsView
     * @description What an account can show besides its password.
     */
    FactorsView: {
      /**
       * Totp Since
       * @description Since when there is an authenticator app; null: there is none
       */
      totp_since: string | null;
      /** Passkeys */
      passkeys: components["schemas"]["PasskeyView"][];
      /**
       * Recovery Codes
       * @description How many are left
       * @example 10
       */
      recovery_codes: number;
      /**
       * Passkeys Available
       * @description Whether browsers let people use passkeys at this address
       */
      passkeys_available: boolean;
    };
    /**
     * FrameRate
     * @description Frames a second, as a fraction.
     */
    FrameRate: {
      /** Numerator */
      numerator: number;
      /** Denominator */
      denominator: number;
    };
    /**
     * Gpu
     * @description A graphics card, by its vendor's PCI number.
     */
    Gpu: {
      /** Vendor Id */
      vendor_id?: number | null;
    };
    /**
     * IngestEndpoint
     * @description Where to publish; the key goes in place of ``{stream_key}``.
     */
    IngestEndpoint: {
      /**
       * Protocol
       * @enum {string}
       */
      protocol: "RTMP" | "RTMPS";
      /**
       * Url Template
       * @example rtmp://localhost:1935/live/{stream_key}
       */
      url_template: string;
      /** Authentication */
      authentication: string;
    };
    /** @enum {string} */
    IngestProtocol: "rtmp" | "rtmps" | "srt" | "whip" | "pull";
    /**
     * InvitationPage
     * @description Invitations, newest first.
     */
    InvitationPage: {
      /** Invitations */
      invitations: components["schemas"]["OpenInvitationView"][];
      /**
       * Next Before
       * @description Pass as ``before`` to get older ones; null at the end
       */
      next_before: string | null;
    };
    /**
     * InvitationView
     * @description A new invitation.
     */
    InvitationView: {
      /**
       * Link
       * @description Shown this once
       * @example http://localhost:8080/register?invite=Zk3…
       */
      link: string;
    };
    /**
     * Invite
     * @description Who is invited: whoever has the link, or who reads an address.
     */
    Invite: {
      mail?: components["schemas"]["Text"] | null;
      /** @default en */
      language: components["schemas"]["LanguageCode"];
    };
    /**
     * JoinAccount
     * @description The password of the account that has the mail address.
     */
    JoinAccount: {
      password: components["schemas"]["PasswordText"];
    };
    JsonValue: unknown;
    /** @enum {string} */
    LanguageCode: "en" | "de";
    /**
     * LatencyMode
     * @description How close to live a channel is delivered.
     *
     *     ULTRA_LOW is WebRTC beside LL-HLS, LOW is LL-HLS with parts, NORMAL is whole segments.
     * @enum {string}
     */
    LatencyMode: "ULTRA_LOW" | "LOW" | "NORMAL";
    Link: string;
    /**
     * ListedAccountView
     * @description An account as an admin sees it.
     */
    ListedAccountView: {
      /** Name */
      name: string;
      /** Mail */
      mail: string;
      role: components["schemas"]["Role"];
      /** Verified */
      verified: boolean;
      /** Suspended */
      suspended: boolean;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Last Sign In At */
      last_sign_in_at: string | null;
    };
    /**
     * LivePage
     * @description Live channels, those that went live last first.
     */
    LivePage: {
      /** Channels */
      channels: components["schemas"]["PublicChannelView"][];
      /**
       * Next After
       * @description Pass as ``after`` to get more; null at the end
       */
      next_after: string | null;
    };
    /**
     * LoginSessionList
     * @description An account's login sessions, those seen last first.
     */
    LoginSessionList: {
      /** Sessions */
      sessions: components["schemas"]["LoginSessionView"][];
    };
    /**
     * LoginSessionView
     * @description A browser that is signed in.
     */
    LoginSessionView: {
      /** Session Id */
      session_id: string;
      /**
       * Current
       * @description Whether it is the one that asks
       */
      current: boolean;
      /** User Agent */
      user_agent: string;
      /** Address */
      address: string;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /**
       * Seen At
       * Format: date-time
       * @description To the hour
       */
      seen_at: string;
    };
    /**
     * MailKind
     * @description What a mail is about. Its ``fields`` are the values it is posted with.
     * @enum {string}
     */
    MailKind: "verify_address" | "already_registered" | "reset_password" | "password_changed" | "confirm_new_address" | "address_changed" | "account_deleted" | "totp_added" | "totp_removed" | "passkey_added" | "passkey_removed" | "recovery_codes_made" | "recovery_code_used" | "factors_taken_off" | "identity_connected" | "identity_disconnected" | "invitation";
    /**
     * MailView
     * @description A captured mail, as it would have been sent.
     */
    MailView: {
      /**
       * Id
       * @example ml_0hk3v5q8m2d4n6p7r9s1t3v
       */
      id: string;
      kind: components["schemas"]["MailKind"];
      /**
       * To
       * @example ada@example.org
       */
      to: string;
      /**
       * Language
       * @example en
       */
      language: string;
      /** Subject */
      subject: string;
      /** Text */
      text: string;
      /**
       * Html
       * @description A page that fetches nothing
       */
      html: string;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
    };
    /**
     * MailboxPage
     * @description Captured mails, newest first; ``next_before`` continues.
     */
    MailboxPage: {
      /** Mails */
      mails: components["schemas"]["MailView"][];
      /** Next Before */
      next_before: string | null;
    };
    /** @enum {string} */
    MediaKind: "audio" | "video";
    /**
     * Meta
     * @description Which answer this is. The encoder repeats ``config_id`` after its stream key when it publishes.
     */
    Meta: {
      /**
       * Service
       * @default IVS
       */
      service: string;
      /** Schema Version */
      schema_version: string;
      /** Config Id */
      config_id: string;
    };
    /**
     * MintToken
     * @description A personal token to be.
     */
    MintToken: {
      /** Label */
      label: string;
      /** Scopes */
      scopes: components["schemas"]["Scope"][];
      /**
       * Expires At
       * @description In the future; none: good until it is revoked
       */
      expires_at?: string | null;
    };
    /**
     * MintedTokenView
     * @description A new personal token.
     */
    MintedTokenView: {
      /** Token Id */
      token_id: string;
      /** Label */
      label: string;
      /** Scopes */
      scopes: components["schemas"]["Scope"][];
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Expires At */
      expires_at: string | null;
      /**
       * Token
       * @description Shown this once: `Authorization: Bearer …`
       */
      token: string;
    };
    /**
     * ModeratedList
     * @description The own channel, then those of others in order of name.
     */
    ModeratedList: {
      /** Channels */
      channels: components["schemas"]["ModeratedView"][];
    };
    /**
     * ModeratedView
     * @description A channel whose bans somebody may make.
     */
    ModeratedView: {
      /**
       * Name
       * @example demo
       */
      name: string;
      /**
       * Display Name
       * @example Demo
       */
      display_name: string;
      /** Is Owner */
      is_owner: boolean;
      /**
       * Is Banned
       * @description Whether the account asked about is; null when none was, when there is none of that name, and when it is not theirs to ban
       */
      is_banned: boolean | null;
    };
    /**
     * ModeratorList
     * @description A channel's moderators, besides its owner, in order of name.
     */
    ModeratorList: {
      /** Moderators */
      moderators: components["schemas"]["ModeratorView"][];
    };
    /**
     * ModeratorView
     * @description An account that may ban others from a channel.
     */
    ModeratorView: {
      /**
       * Name
       * @description Of the account
       * @example Ada_L
       */
      name: string;
      /**
       * Color
       * @example turquoise
       */
      color: string;
      /**
       * Avatar Url
       * @description On the origin of the page
       * @example /avatars/hedgehog.svg
       */
      avatar_url: string;
      /**
       * Appointed By
       * @description As `banned_by` of a ban
       */
      appointed_by: string | null;
      /**
       * Appointed At
       * Format: date-time
       */
      appointed_at: string;
    };
    /**
     * Multitrack
     * @description Whether the channel takes several pictures from one encoder, and how large they may be.
     */
    Multitrack: {
      /** @default REFUSE */
      policy: components["schemas"]["MultitrackPolicy"];
      /** @default FULL_HD */
      maximum_resolution: components["schemas"]["MultitrackResolution"];
    };
    /**
     * MultitrackPolicy
     * @description Whether a STANDARD channel takes several pictures from one encoder: not at all, if it likes, or nothing else.
     * @enum {string}
     */
    MultitrackPolicy: "REFUSE" | "ALLOW" | "REQUIRE";
    /**
     * MultitrackResolution
     * @description The largest picture of a multitrack publisher, by its longer edge: 864, 1280 or 1920 pixels.
     * @enum {string}
     */
    MultitrackResolution: "SD" | "HD" | "FULL_HD";
    /**
     * MultitrackView
     * @description Whether several pictures from one encoder are taken, and how large they may be.
     */
    MultitrackView: {
      policy: components["schemas"]["MultitrackPolicy"];
      maximum_resolution: components["schemas"]["MultitrackResolution"];
    };
    /**
     * NameAccount
     * @description The name of an account to be.
     */
    NameAccount: {
      /** @example Ada_L */
      name: components["schemas"]["Text"];
      /** @default en */
      language: components["schemas"]["LanguageCode"];
    };
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
     * OnAirPage
     * @description Open stream sessions, newest first.
     */
    OnAirPage: {
      /** Streams */
      streams: components["schemas"]["OnAirView"][];
      /**
       * Next Before
       * @description Pass as ``before`` to get older ones; null at the end
       */
      next_before: string | null;
    };
    /**
     * OnAirView
     * @description A stream session that is open: live, or let in and about to be.
     */
    OnAirView: {
      /**
       * Channel
       * @example ada_l
       */
      channel: string;
      /**
       * Owner
       * @description Name of the account; none: the operator's
       * @example Ada_L
       */
      owner: string | null;
      /** Title */
      title: string | null;
      /** Session Id */
      session_id: string;
      /** Is Live */
      is_live: boolean;
      protocol: components["schemas"]["IngestProtocol"];
      /** Node Id */
      node_id: string;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Started At */
      started_at: string | null;
      /** Viewer Count */
      viewer_count: number;
      /** Thumbnail Url */
      thumbnail_url: string;
    };
    /**
     * OpenInvitationView
     * @description An invitation that nobody has used yet. Its link was shown once.
     */
    OpenInvitationView: {
      /** Invitation Id */
      invitation_id: string;
      /**
       * Mail
       * @description Whom it is for; none: whoever has the link
       */
      mail: string | null;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /**
       * Expires At
       * Format: date-time
       */
      expires_at: string;
    };
    /**
     * OpenidAddressView
     * @description Where the browser goes. The answer sets a cookie that it has to come back with.
     */
    OpenidAddressView: {
      /**
       * Address
       * @example https://id.example.org/authorize?response_type=code&…
       */
      address: string;
    };
    /**
     * OpenidOfferView
     * @description The provider that people may sign in by.
     */
    OpenidOfferView: {
      /**
       * Label
       * @description What people call it
       * @example Example School
       */
      label: string;
      /**
       * Sign Up
       * @description Whether who has no account may make one by it
       */
      sign_up: boolean;
    };
    /**
     * OverseenChannelPage
     * @description Channels in order of name.
     */
    OverseenChannelPage: {
      /** Channels */
      channels: components["schemas"]["OverseenChannelView"][];
      /**
       * Next After
       * @description Pass as ``after`` to get more; null at the end
       */
      next_after: string | null;
    };
    /**
     * OverseenChannelView
     * @description A channel as an admin looks at it.
     */
    OverseenChannelView: {
      /**
       * Name
       * @example ada_l
       */
      name: string;
      /**
       * Owner
       * @description Name of the account it belongs to; none: the operator's
       * @example Ada_L
       */
      owner: string | null;
      /** Title */
      title: string | null;
      /** Is Live */
      is_live: boolean;
      /** Viewer Count */
      viewer_count: number;
      /** Follower Count */
      follower_count: number;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
    };
    /**
     * OverviewView
     * @description How much there is of everything.
     */
    OverviewView: {
      /** Accounts */
      accounts: number;
      /**
       * Young Accounts
       * @description Made within the last seven days
       */
      young_accounts: number;
      /** Unverified Accounts */
      unverified_accounts: number;
      /** Suspended Accounts */
      suspended_accounts: number;
      /**
       * Admins
       * @description Accounts; the operator is none
       */
      admins: number;
      /** Channels */
      channels: number;
      /** Live Channels */
      live_channels: number;
      /**
       * Viewers
       * @description Of all live channels together
       */
      viewers: number;
      /**
       * Invitations
       * @description That nobody has used yet
       */
      invitations: number;
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
     * PasskeyEnrolmentView
     * @description What a browser needs to have a passkey made.
     */
    PasskeyEnrolmentView: {
      /**
       * Challenge
       * @description Send it back with the answer, once, within five minutes
       * @example kc_Zk3…
       */
      challenge: string;
      /**
       * Options
       * @description For `PublicKeyCredential.parseCreationOptionsFromJSON()`
       */
      options: {
        [key: string]: unknown;
      };
    };
    /**
     * PasskeyRequestView
     * @description What a browser needs to sign in by a passkey alone.
     */
    PasskeyRequestView: {
      /**
       * Challenge
       * @description Send it back with the answer, once, within five minutes
       * @example kc_Zk3…
       */
      challenge: string;
      /**
       * Options
       * @description For `PublicKeyCredential.parseRequestOptionsFromJSON()`
       */
      options: {
        [key: string]: unknown;
      };
    };
    /**
     * PasskeyView
     * @description A passkey.
     */
    PasskeyView: {
      /** Passkey Id */
      passkey_id: string;
      /**
       * Label
       * @example Phone
       */
      label: string;
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /**
       * Used At
       * @description When it last signed its person in
       */
      used_at: string | null;
    };
    PasswordText: string;
    PasswordTyped: string;
    /**
     * PersonalTokenList
     * @description An account's personal tokens, newest first.
     */
    PersonalTokenList: {
      /** Tokens */
      tokens: components["schemas"]["PersonalTokenView"][];
    };
    /**
     * PersonalTokenView
     * @description A personal token, without its secret.
     */
    PersonalTokenView: {
      /** Token Id */
      token_id: string;
      /** Label */
      label: string;
      /** Scopes */
      scopes: components["schemas"]["Scope"][];
      /**
       * Created At
       * Format: date-time
       */
      created_at: string;
      /** Expires At */
      expires_at: string | null;
    };
    /**
     * PlaybackPolicy
     * @description Who may watch: whoever has the address, or only who shows a token.
     * @enum {string}
     */
    PlaybackPolicy: "open" | "token";
    /**
     * PlaybackView
     * @description How who asks watches a channel, from now until ``expires_at``; playback that has begun goes on after that.
     */
    PlaybackView: {
      playback_policy: components["schemas"]["PlaybackPolicy"];
      /**
       * Playback Url
       * @example http://localhost:8081/hls/demo/index.m3u8
       */
      playback_url: string;
      /**
       * Whep Url
       * @example http://localhost:8081/whep/demo
       */
      whep_url: string;
      /**
       * Token
       * @description Bearer token for `whep_url`; it stands in `playback_url` already
       */
      token: string | null;
      /**
       * Expires At
       * @description When addresses and token are no longer good to begin with
       */
      expires_at: string | null;
    };
    /**
     * Preferences
     * @description What its owner chose. 2024-06-04 has one picture here, 2025-01-25 a list of them.
     */
    Preferences: {
      /** Width */
      width?: number | null;
      /** Height */
      height?: number | null;
      framerate?: components["schemas"]["FrameRate"] | null;
      /**
       * Canvases
       * @default []
       */
      canvases: components["schemas"]["Canvas"][];
      /** Maximum Video Tracks */
      maximum_video_tracks?: number | null;
      /**
       * Maximum Aggregate Bitrate
       * @description kb/s, as OBS calls it
       */
      maximum_aggregate_bitrate?: number | null;
      /**
       * Maximum Streaming Bandwidth
       * @description kb/s, its documented name
       */
      maximum_streaming_bandwidth?: number | null;
    };
    /**
     * PresentFactor
     * @description The second step of a sign-in: a code of the app, a recovery code, or what a passkey signed.
     */
    PresentFactor: {
      challenge: components["schemas"]["Typed"];
      factor: components["schemas"]["Factor"];
      /** @default  */
      code: components["schemas"]["Typed"];
      passkey?: components["schemas"]["BrowserAnswer"] | null;
    };
    /**
     * PresentPasskey
     * @description A sign-in by a passkey alone.
     */
    PresentPasskey: {
      challenge: components["schemas"]["Typed"];
      passkey: components["schemas"]["BrowserAnswer"];
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
       * Display Name
       * @description As its owner writes it
       * @example Demo
       */
      display_name: string;
      /**
       * Color
       * @description One of seven
       * @example turquoise
       */
      color: string;
      /**
       * Avatar Url
       * @description On the origin of the page, or elsewhere
       * @example /avatars/hedgehog.svg
       */
      avatar_url: string;
      /**
       * Banner Url
       * @description 16:9, on the origin of the page; none: the colour alone
       * @example /pictures/pc_0123456789abcdefghjkmn/1280.webp
       */
      banner_url: string | null;
      /**
       * Thumbnail Url
       * @description What is on the air now, made anew every few seconds; 404 where there is no picture (yet)
       * @example http://localhost:8081/thumbnails/demo.jpg
       */
      thumbnail_url: string | null;
      /**
       * Title
       * @example Friday demos
       */
      title: string | null;
      /** Description */
      description: string | null;
      /**
       * Category
       * @example Music
       */
      category: string | null;
      /** Tags */
      tags: string[];
      /** Links */
      links: string[];
      /** Mature */
      mature: boolean;
      /**
       * Playback Url
       * @example http://localhost:8081/hls/demo/index.m3u8
       */
      playback_url: string;
      /**
       * Whep Url
       * @description Where players ask for it by WebRTC
       * @example http://localhost:8081/whep/demo
       */
      whep_url: string;
      /** Is Live */
      is_live: boolean;
      /** Follower Count */
      follower_count: number;
      /**
       * Is Partner
       * @description So many follow it that it has a badge, where the operator gives one
       */
      is_partner: boolean;
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
       * Publisher Muted
       * @description What the publisher on the air has switched off for now
       */
      publisher_muted: components["schemas"]["MediaKind"][];
    };
    /**
     * PullFrom
     * @description Where to fetch a channel's media from.
     * @example {
     *       "url": "rtsp://camera.example/stream"
     *     }
     */
    PullFrom: {
      /**
       * Url
       * @description rtmp, rtmps, http, https, rtsp, rtsps or file; a node fetches what its settings allow
       */
      url: string;
    };
    /**
     * RecoveryCodesView
     * @description New recovery codes.
     */
    RecoveryCodesView: {
      /**
       * Recovery Codes
       * @description Shown this once; null where the account has some already
       * @example [
       *       "7kq2-mx4p-9f3t-hc8w"
       *     ]
       */
      recovery_codes: string[] | null;
    };
    /**
     * RegisteredView
     * @description A new account.
     */
    RegisteredView: {
      /** Name */
      name: string;
      /** Verification Needed */
      verification_needed: boolean;
    };
    /**
     * RelationView
     * @description What somebody has to do with a channel.
     */
    RelationView: {
      /** Is Owner */
      is_owner: boolean;
      /** Is Following */
      is_following: boolean;
      /** Follower Count */
      follower_count: number;
    };
    /**
     * RequestReset
     * @description Who forgot the password.
     */
    RequestReset: {
      mail: components["schemas"]["Text"];
    };
    /**
     * Resend
     * @description Whom to write to again.
     */
    Resend: {
      /** @description Name or mail address */
      login: components["schemas"]["Text"];
    };
    /**
     * ReviseAccount
     * @description What to change of one's own look. What is absent or null stays.
     */
    ReviseAccount: {
      color?: components["schemas"]["Color"] | null;
      avatar?: components["schemas"]["Avatar"] | null;
      language?: components["schemas"]["LanguageCode"] | null;
    };
    /**
     * ReviseChannel
     * @description What to change of a channel. A field that is absent stays; null removes title, description and category.
     *
     *     ``preset: null`` is the type's own; a preset goes by itself when the type has none. Of the other fields null
     *     means that they stay.
     * @example {
     *       "latency_mode": "NORMAL",
     *       "title": "Saturday"
     *     }
     */
    ReviseChannel: {
      title?: components["schemas"]["ChannelTitle"] | null;
      description?: components["schemas"]["ChannelDescription"] | null;
      category?: components["schemas"]["Category"] | null;
      /** Tags */
      tags?: components["schemas"]["Tag"][] | null;
      /** Links */
      links?: components["schemas"]["Link"][] | null;
      /** Mature */
      mature?: boolean | null;
      playback_policy?: components["schemas"]["PlaybackPolicy"] | null;
      latency_mode?: components["schemas"]["LatencyMode"] | null;
      type?: components["schemas"]["ChannelType"] | null;
      preset?: components["schemas"]["TranscodePreset"] | null;
      /** Insecure Ingest */
      insecure_ingest?: boolean | null;
      multitrack?: components["schemas"]["ReviseMultitrack"] | null;
    };
    /**
     * ReviseMultitrack
     * @description What to change of that. A field that is absent or null stays.
     */
    ReviseMultitrack: {
      policy?: components["schemas"]["MultitrackPolicy"] | null;
      maximum_resolution?: components["schemas"]["MultitrackResolution"] | null;
    };
    /**
     * Role
     * @description What an account may do on the whole site. What it may do on a channel is the channel's to say.
     * @enum {string}
     */
    Role: "viewer" | "streamer" | "admin";
    /**
     * Scope
     * @description What a personal token may do of what its person may.
     * @enum {string}
     */
    Scope: "read" | "channel" | "follow" | "moderate" | "admin";
    /**
     * SecondFactorView
     * @description The password is right, and a factor is asked for. There is no session yet.
     */
    SecondFactorView: {
      /**
       * Second Factor
       * @description What may be shown, what is quickest first
       */
      second_factor: components["schemas"]["Factor"][];
      /**
       * Challenge
       * @description Send it back with the answer, once, within five minutes
       * @example kc_Zk3…
       */
      challenge: string;
      /**
       * Passkey
       * @description For `PublicKeyCredential.parseRequestOptionsFromJSON()`; null without a passkey
       */
      passkey: {
        [key: string]: unknown;
      } | null;
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
      /** @description How the publisher reached the node */
      protocol: components["schemas"]["IngestProtocol"];
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
     * SignIn
     * @description Who signs in.
     */
    SignIn: {
      /** @description Name or mail address, in any case */
      login: components["schemas"]["Text"];
      password: components["schemas"]["PasswordText"];
    };
    /**
     * SignUp
     * @description An account to be.
     */
    SignUp: {
      /** @example Ada_L */
      name: components["schemas"]["Text"];
      /** @example ada@example.org */
      mail: components["schemas"]["Text"];
      password: components["schemas"]["PasswordText"];
      /** @default en */
      language: components["schemas"]["LanguageCode"];
      /** @description Code of an invitation, where one is needed */
      invite?: components["schemas"]["Text"] | null;
    };
    /**
     * SignedInView
     * @description Who is signed in, and what a page needs to know before somebody is.
     */
    SignedInView: {
      account: components["schemas"]["AccountView"] | null;
      /**
       * Sign Up
       * @enum {string}
       */
      sign_up: "open" | "invite" | "closed";
    };
    /**
     * Status
     * @description Whether the encoder may go on. ``warning`` without encoder configurations: it may, with one picture.
     */
    Status: {
      /**
       * Result
       * @enum {string}
       */
      result: "success" | "warning" | "error";
      /**
       * Html En Us
       * @description A sentence for the person at the encoder
       */
      html_en_us: string | null;
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
     * System
     * @description Its operating system.
     */
    System: {
      /** Name */
      name?: string | null;
    };
    Tag: string;
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
    Text: string;
    /**
     * TotpEnrolmentView
     * @description A new authenticator app, which counts once a code of it was sent.
     */
    TotpEnrolmentView: {
      /**
       * Secret
       * @description To type where nothing can be scanned, base 32
       */
      secret: string;
      /**
       * Uri
       * @description For a QR code
       * @example otpauth://totp/localhost:Ada_L?secret=…&issuer=localhost
       */
      uri: string;
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
     * TranscodePreset
     * @description Which bit rates the ladder of an ADVANCED channel has.
     * @enum {string}
     */
    TranscodePreset: "HIGHER_BANDWIDTH_DELIVERY" | "CONSTRAINED_BANDWIDTH_DELIVERY";
    Typed: string;
    /**
     * VerifiedView
     * @description An account whose mail address is its owner's.
     */
    VerifiedView: {
      /** Name */
      name: string;
    };
    /**
     * Verify
     * @description The code of the link, or the six digits.
     */
    Verify: {
      name: components["schemas"]["Text"];
      code: components["schemas"]["Text"];
    };
    /**
     * WaysInView
     * @description Who is signed in, and every way in.
     */
    WaysInView: {
      account: components["schemas"]["AccountView"] | null;
      /**
       * Sign Up
       * @enum {string}
       */
      sign_up: "open" | "invite" | "closed";
      /** @description Null: there is no provider */
      openid: components["schemas"]["OpenidOfferView"] | null;
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
  responses: {
    /** @description Unauthorized */
    Problem401: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Service Unavailable */
    Problem503: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Forbidden */
    Problem403: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Conflict */
    Problem409: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Bad Request */
    Problem400: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Content Too Large */
    Problem413: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Unprocessable Content */
    Problem422: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Too Many Requests */
    Problem429: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Bad Gateway */
    Problem502: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Not Found */
    Problem404: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
    /** @description Unsupported Media Type */
    Problem415: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        "application/problem+json": components["schemas"]["Problem"];
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
