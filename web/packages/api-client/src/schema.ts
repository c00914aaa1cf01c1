// Generated from openapi.json by `npm run generate`.

export interface paths {
  "/api/v1/session": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show Session
     * @description Show who is signed in, if anybody is.
     */
    get: operations["show_session_api_v1_session_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign Up
     * @description Make an account; a mail says how to verify it, unless this site does without.
     */
    post: operations["sign_up_api_v1_accounts_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/verification": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Verify
     * @description Verify a mail address by the code of the mailed link, or by the six digits.
     */
    post: operations["verify_api_v1_accounts_verification_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/accounts/verification/resend": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Resend Verification
     * @description Mail a fresh code to an account that waits for one. The answer is the same whether there is one or not.
     */
    post: operations["resend_verification_api_v1_accounts_verification_resend_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/login": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign In
     * @description Sign in by name or mail address, in any case. The session is in a cookie.
     *
     *     An account with a second factor gets no session here: the answer says what to send to `/login/second-factor`.
     */
    post: operations["sign_in_api_v1_login_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/login/second-factor": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Present Factor
     * @description Sign in with a code of the authenticator app, a recovery code, or a passkey, after the password was right.
     */
    post: operations["present_factor_api_v1_login_second_factor_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/logout": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign Out
     * @description End the session that asks.
     */
    post: operations["sign_out_api_v1_logout_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/password-reset": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request Reset
     * @description Mail a link to set another password. The answer is the same whether there is such an account or not.
     */
    post: operations["request_reset_api_v1_password_reset_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/password-reset/confirm": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm Reset
     * @description Set another password with the code of the mailed link. Every browser is signed out.
     */
    post: operations["confirm_reset_api_v1_password_reset_confirm_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/login/passkey/options": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request Passkey
     * @description Ask what a browser needs to sign in by a passkey.
     */
    post: operations["request_passkey_api_v1_login_passkey_options_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/login/passkey": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign In By Passkey
     * @description Sign in by a passkey whose authenticator has verified its person. The session is in a cookie.
     */
    post: operations["sign_in_by_passkey_api_v1_login_passkey_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show Account
     * @description Show the account.
     */
    get: operations["show_account_api_v1_account_get"];
    put?: never;
    post?: never;
    /**
     * Delete Account
     * @description Delete the account with its channel and everything that belongs to it. What is on the air ends.
     */
    delete: operations["delete_account_api_v1_account_delete"];
    options?: never;
    head?: never;
    /**
     * Revise Account
     * @description Change colour, avatar or language.
     */
    patch: operations["revise_account_api_v1_account_patch"];
    trace?: never;
  };
  "/api/v1/account/provisioning": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Provide Channel
     * @description Make the account's channel and stream key: 201 when they were made, 200 when they were there.
     */
    post: operations["provide_channel_api_v1_account_provisioning_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/password": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change Password
     * @description Set another password. Every other browser is signed out.
     */
    post: operations["change_password_api_v1_account_password_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/name": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change Name
     * @description Take another name. The channel's address changes; the former one leads there for a while.
     */
    post: operations["change_name_api_v1_account_name_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/mail": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request Mail Change
     * @description Mail a code to another address, which counts once the code is sent back.
     */
    post: operations["request_mail_change_api_v1_account_mail_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/mail/confirm": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm Mail Change
     * @description Take the address the code was mailed to.
     */
    post: operations["confirm_mail_change_api_v1_account_mail_confirm_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/sessions": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Login Sessions
     * @description List where the account is signed in.
     */
    get: operations["list_login_sessions_api_v1_account_sessions_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/sessions/{session_id}": {
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
     * Close Login Session
     * @description Sign a browser out.
     */
    delete: operations["close_login_session_api_v1_account_sessions__session_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/sessions/revoke-others": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Close Other Login Sessions
     * @description Sign every other browser out.
     */
    post: operations["close_other_login_sessions_api_v1_account_sessions_revoke_others_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/tokens": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Tokens
     * @description List the account's personal tokens, without their secrets.
     */
    get: operations["list_tokens_api_v1_account_tokens_get"];
    put?: never;
    /**
     * Mint Token
     * @description Make a personal token. Its secret is shown this once.
     */
    post: operations["mint_token_api_v1_account_tokens_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/tokens/{token_id}": {
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
     * Revoke Token
     * @description Revoke a personal token.
     */
    delete: operations["revoke_token_api_v1_account_tokens__token_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/factors": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show Factors
     * @description Show what the account has besides its password.
     */
    get: operations["show_factors_api_v1_account_factors_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/factors/totp": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Begin Totp
     * @description Make the secret of a new authenticator app. It counts once its first code was sent.
     */
    post: operations["begin_totp_api_v1_account_factors_totp_post"];
    /**
     * Remove Totp
     * @description Take the authenticator app off the account; with the last factor go the recovery codes.
     */
    delete: operations["remove_totp_api_v1_account_factors_totp_delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/factors/totp/confirm": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm Totp
     * @description Let the new authenticator app count. With the first factor come recovery codes.
     */
    post: operations["confirm_totp_api_v1_account_factors_totp_confirm_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/factors/passkeys/options": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request Passkey Enrolment
     * @description Ask what the browser needs to have a passkey made.
     */
    post: operations["request_passkey_enrolment_api_v1_account_factors_passkeys_options_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/factors/passkeys": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Enrol Passkey
     * @description Take the passkey that the browser had made. With the first factor come recovery codes.
     */
    post: operations["enrol_passkey_api_v1_account_factors_passkeys_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/factors/passkeys/{passkey_id}": {
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
     * Remove Passkey
     * @description Take a passkey off the account; with the last factor go the recovery codes.
     */
    delete: operations["remove_passkey_api_v1_account_factors_passkeys__passkey_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/factors/recovery-codes": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Renew Recovery Codes
     * @description Make ten new recovery codes. Those of before are none any more.
     */
    post: operations["renew_recovery_codes_api_v1_account_factors_recovery_codes_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/accounts/{name}/factors": {
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
     * Remove Factors
     * @description Take all factors off an account whose owner has lost them. The owner is told by mail.
     */
    delete: operations["remove_factors_api_v1_admin_accounts__name__factors_delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/accounts": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Accounts
     * @description List accounts in order of name.
     */
    get: operations["list_accounts_api_v1_admin_accounts_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/accounts/{name}": {
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
     * Delete Account
     * @description Delete an account and everything that belongs to it. What is on the air ends.
     */
    delete: operations["delete_account_api_v1_admin_accounts__name__delete"];
    options?: never;
    head?: never;
    /**
     * Administer Account
     * @description Change an account's role, suspend it, or let it in again.
     */
    patch: operations["administer_account_api_v1_admin_accounts__name__patch"];
    trace?: never;
  };
  "/api/v1/admin/invitations": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Invitations
     * @description List the invitations nobody has used yet, newest first.
     */
    get: operations["list_invitations_api_v1_admin_invitations_get"];
    put?: never;
    /**
     * Invite
     * @description Make a link that lets one person sign up within a week; with a mail address, write to it.
     */
    post: operations["invite_api_v1_admin_invitations_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/invitations/{invitation_id}": {
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
     * Withdraw Invitation
     * @description Make an invitation good for nobody.
     */
    delete: operations["withdraw_invitation_api_v1_admin_invitations__invitation_id__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/overview": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show Overview
     * @description Say how much there is of everything.
     */
    get: operations["show_overview_api_v1_admin_overview_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/channels": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Channels
     * @description List channels in order of name, the operator's among them.
     */
    get: operations["list_channels_api_v1_admin_channels_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/live": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List On Air
     * @description List what is on the air or about to be, newest first.
     */
    get: operations["list_on_air_api_v1_admin_live_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/audit": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Deeds
     * @description List who did what, newest first.
     */
    get: operations["list_deeds_api_v1_admin_audit_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/admin/mailbox": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Read Mailbox
     * @description Read the mails that were captured, newest first. There is no mailbox where a mail server is set.
     */
    get: operations["read_mailbox_api_v1_admin_mailbox_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/directory/live": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Live
     * @description List what is live, those that went live last first.
     */
    get: operations["list_live_api_v1_directory_live_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/directory/categories": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Categories
     * @description List the categories of what is live, those with most channels first.
     */
    get: operations["list_categories_api_v1_directory_categories_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/directory/search": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Search Channels
     * @description Search channels, live ones first.
     */
    get: operations["search_channels_api_v1_directory_search_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/following": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Followed
     * @description List the channels one follows: live ones first, then those followed last.
     */
    get: operations["list_followed_api_v1_following_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/channels/{name}/relation": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show Relation
     * @description Show what one has to do with a channel.
     */
    get: operations["show_relation_api_v1_channels__name__relation_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/channels/{name}/follow": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Follow
     * @description Follow a channel. Once is as good as twice.
     */
    put: operations["follow_api_v1_channels__name__follow_put"];
    post?: never;
    /**
     * Unfollow
     * @description Follow a channel no longer.
     */
    delete: operations["unfollow_api_v1_channels__name__follow_delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
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
     * @description Make a channel with a fresh stream key and SRT passphrase.
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
     * @description Show a channel: with configuration, ingest addresses and stream key for its owner and admins, else without.
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
     * @description Change what is named. All but the title counts from the next stream on: what is on the air stays as it is.
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
     * @description Replace the stream key and the SRT passphrase. What is on the air ends; the old key is unknown from now on.
     */
    post: operations["reset_stream_key_api_v1_channels__name__stream_key_post"];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/channels/{name}/pull": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Start Pull
     * @description Have a node fetch the channel's media from an address, now and until it is told otherwise.
     */
    post: operations["start_pull_api_v1_channels__name__pull_post"];
    /**
     * Stop Pull
     * @description Fetch the channel's media no longer. What is on the air from there ends.
     */
    delete: operations["stop_pull_api_v1_channels__name__pull_delete"];
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
  "/api/v1/channels/{name}/playback": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Show Playback
     * @description Return where and with which token who asks watches; 403 `banned` for who may not.
     */
    get: operations["show_playback_api_v1_channels__name__playback_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/moderating": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Moderated Channels
     * @description List the channels whose bans one may make: the own one first.
     */
    get: operations["list_moderated_channels_api_v1_moderating_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/moderating/{name}": {
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
     * Resign As Moderator
     * @description Moderate a channel no longer, of one's own accord.
     */
    delete: operations["resign_as_moderator_api_v1_moderating__name__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/channels/{name}/bans": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Bans
     * @description List who may not watch, in order of name.
     */
    get: operations["list_bans_api_v1_channels__name__bans_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/channels/{name}/bans/{account}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Ban Viewer
     * @description Let an account watch no more: what it watches ends within seconds. Again: only the reason changes.
     */
    put: operations["ban_viewer_api_v1_channels__name__bans__account__put"];
    post?: never;
    /**
     * Unban Viewer
     * @description Let an account watch again; nothing changes when it may.
     */
    delete: operations["unban_viewer_api_v1_channels__name__bans__account__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/channels/{name}/moderators": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List Moderators
     * @description List who may ban besides the owner, in order of name.
     */
    get: operations["list_moderators_api_v1_channels__name__moderators_get"];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/channels/{name}/moderators/{account}": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Appoint Moderator
     * @description Let an account ban and unban on this channel. Once is as good as twice.
     */
    put: operations["appoint_moderator_api_v1_channels__name__moderators__account__put"];
    post?: never;
    /**
     * Dismiss Moderator
     * @description Let an account moderate no longer. The bans it made stay.
     */
    delete: operations["dismiss_moderator_api_v1_channels__name__moderators__account__delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/account/avatar": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Set Avatar
     * @description Have an own picture as avatar: JPEG, PNG or WebP up to 5 MB, of which the square in the middle is shown.
     */
    put: operations["set_avatar_api_v1_account_avatar_put"];
    post?: never;
    /**
     * Remove Avatar
     * @description Go back to the drawn avatar.
     */
    delete: operations["remove_avatar_api_v1_account_avatar_delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v1/channels/{name}/banner": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Set Banner
     * @description Give the channel a banner: JPEG, PNG or WebP up to 10 MB, of which the 16:9 in the middle is shown.
     */
    put: operations["set_banner_api_v1_channels__name__banner_put"];
    post?: never;
    /**
     * Remove Banner
     * @description Take the channel's banner down.
     */
    delete: operations["remove_banner_api_v1_channels__name__banner_delete"];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  "/api/v3/GetClientConfiguration": {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Get Client Configuration
     * @description Tell an encoder with a stream key what to send and where to. A refusal is an answer too (200): see `status`.
     */
    post: operations["get_client_configuration_api_v3_GetClientConfiguration_post"];
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
    MailKind: "verify_address" | "already_registered" | "reset_password" | "password_changed" | "confirm_new_address" | "address_changed" | "account_deleted" | "totp_added" | "totp_removed" | "passkey_added" | "passkey_removed" | "recovery_codes_made" | "recovery_code_used" | "factors_taken_off" | "invitation";
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
      /** Expires At */
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
  show_session_api_v1_session_get: {
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
          "application/json": components["schemas"]["SignedInView"];
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
  sign_up_api_v1_accounts_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["SignUp"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RegisteredView"];
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
      /** @description Forbidden */
      403: {
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
  verify_api_v1_accounts_verification_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Verify"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["VerifiedView"];
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
  resend_verification_api_v1_accounts_verification_resend_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Resend"];
      };
    };
    responses: {
      /** @description Successful Response */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
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
  sign_in_api_v1_login_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["SignIn"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SignedInView"] | components["schemas"]["SecondFactorView"];
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
      /** @description Forbidden */
      403: {
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
  present_factor_api_v1_login_second_factor_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PresentFactor"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SignedInView"];
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
  sign_out_api_v1_logout_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
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
      /** @description Forbidden */
      403: {
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
  request_reset_api_v1_password_reset_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["RequestReset"];
      };
    };
    responses: {
      /** @description Successful Response */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
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
  confirm_reset_api_v1_password_reset_confirm_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfirmReset"];
      };
    };
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
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
  request_passkey_api_v1_login_passkey_options_post: {
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
          "application/json": components["schemas"]["PasskeyRequestView"];
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
  sign_in_by_passkey_api_v1_login_passkey_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PresentPasskey"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["SignedInView"];
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
      /** @description Forbidden */
      403: {
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
  show_account_api_v1_account_get: {
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
          "application/json": components["schemas"]["AccountView"];
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
      /** @description Forbidden */
      403: {
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
  delete_account_api_v1_account_delete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["DeleteAccount"];
      };
    };
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
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
      /** @description Forbidden */
      403: {
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
  revise_account_api_v1_account_patch: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ReviseAccount"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccountView"];
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
      /** @description Forbidden */
      403: {
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
  provide_channel_api_v1_account_provisioning_post: {
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
          "application/json": components["schemas"]["AccountView"];
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
      /** @description Forbidden */
      403: {
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
  change_password_api_v1_account_password_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ChangePassword"];
      };
    };
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
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
      /** @description Forbidden */
      403: {
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
  change_name_api_v1_account_name_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ChangeName"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccountView"];
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
      /** @description Forbidden */
      403: {
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
  request_mail_change_api_v1_account_mail_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ChangeMail"];
      };
    };
    responses: {
      /** @description Successful Response */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": unknown;
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
      /** @description Forbidden */
      403: {
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
  confirm_mail_change_api_v1_account_mail_confirm_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfirmMail"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccountView"];
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
      /** @description Forbidden */
      403: {
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
  list_login_sessions_api_v1_account_sessions_get: {
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
          "application/json": components["schemas"]["LoginSessionList"];
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
      /** @description Forbidden */
      403: {
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
  close_login_session_api_v1_account_sessions__session_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        session_id: string;
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
      /** @description Forbidden */
      403: {
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
  close_other_login_sessions_api_v1_account_sessions_revoke_others_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
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
      /** @description Forbidden */
      403: {
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
  list_tokens_api_v1_account_tokens_get: {
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
          "application/json": components["schemas"]["PersonalTokenList"];
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
      /** @description Forbidden */
      403: {
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
  mint_token_api_v1_account_tokens_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["MintToken"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["MintedTokenView"];
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
      /** @description Forbidden */
      403: {
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
  revoke_token_api_v1_account_tokens__token_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        token_id: string;
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
      /** @description Forbidden */
      403: {
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
  show_factors_api_v1_account_factors_get: {
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
          "application/json": components["schemas"]["FactorsView"];
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
      /** @description Forbidden */
      403: {
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
  begin_totp_api_v1_account_factors_totp_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfirmPassword"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["TotpEnrolmentView"];
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
      /** @description Forbidden */
      403: {
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
  remove_totp_api_v1_account_factors_totp_delete: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfirmPassword"];
      };
    };
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
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
      /** @description Forbidden */
      403: {
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
  confirm_totp_api_v1_account_factors_totp_confirm_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfirmTotp"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RecoveryCodesView"];
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
      /** @description Forbidden */
      403: {
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
  request_passkey_enrolment_api_v1_account_factors_passkeys_options_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfirmPassword"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["PasskeyEnrolmentView"];
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
      /** @description Forbidden */
      403: {
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
  enrol_passkey_api_v1_account_factors_passkeys_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["EnrolPasskey"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RecoveryCodesView"];
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
      /** @description Forbidden */
      403: {
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
  remove_passkey_api_v1_account_factors_passkeys__passkey_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        passkey_id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfirmPassword"];
      };
    };
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
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
      /** @description Forbidden */
      403: {
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
  renew_recovery_codes_api_v1_account_factors_recovery_codes_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ConfirmPassword"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["RecoveryCodesView"];
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
      /** @description Forbidden */
      403: {
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
  remove_factors_api_v1_admin_accounts__name__factors_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The account's name, in any case */
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
      /** @description Forbidden */
      403: {
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
  list_accounts_api_v1_admin_accounts_get: {
    parameters: {
      query?: {
        /** @description Only names after this one */
        after?: string;
        /** @description Part of a name or a mail address */
        search?: string;
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
          "application/json": components["schemas"]["AccountPage"];
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
      /** @description Forbidden */
      403: {
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
  delete_account_api_v1_admin_accounts__name__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The account's name, in any case */
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
      /** @description Forbidden */
      403: {
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
  administer_account_api_v1_admin_accounts__name__patch: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The account's name, in any case */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["AdministerAccount"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ListedAccountView"];
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
      /** @description Forbidden */
      403: {
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
  list_invitations_api_v1_admin_invitations_get: {
    parameters: {
      query?: {
        /** @description `next_before` of the page before */
        before?: string | null;
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
          "application/json": components["schemas"]["InvitationPage"];
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
      /** @description Forbidden */
      403: {
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
  invite_api_v1_admin_invitations_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["Invite"];
      };
    };
    responses: {
      /** @description Successful Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["InvitationView"];
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
      /** @description Forbidden */
      403: {
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
  withdraw_invitation_api_v1_admin_invitations__invitation_id__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description As listed */
        invitation_id: string;
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
      /** @description Forbidden */
      403: {
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
  show_overview_api_v1_admin_overview_get: {
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
          "application/json": components["schemas"]["OverviewView"];
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
      /** @description Forbidden */
      403: {
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
  list_channels_api_v1_admin_channels_get: {
    parameters: {
      query?: {
        /** @description Only names after this one */
        after?: string;
        /** @description Part of a name or a title */
        search?: string;
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
          "application/json": components["schemas"]["OverseenChannelPage"];
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
      /** @description Forbidden */
      403: {
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
  list_on_air_api_v1_admin_live_get: {
    parameters: {
      query?: {
        /** @description `next_before` of the page before */
        before?: string | null;
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
          "application/json": components["schemas"]["OnAirPage"];
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
      /** @description Forbidden */
      403: {
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
  list_deeds_api_v1_admin_audit_get: {
    parameters: {
      query?: {
        /** @description Only entries older than this one */
        before?: number | null;
        /** @description Only of this account or channel */
        about?: string;
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
          "application/json": components["schemas"]["AuditPage"];
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
      /** @description Forbidden */
      403: {
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
  read_mailbox_api_v1_admin_mailbox_get: {
    parameters: {
      query?: {
        /** @description Only mails to this address */
        to?: string | null;
        /** @description Only mails older than this one */
        before?: string | null;
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
          "application/json": components["schemas"]["MailboxPage"];
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
      /** @description Forbidden */
      403: {
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
  list_live_api_v1_directory_live_get: {
    parameters: {
      query?: {
        /** @description `next_after` of the page before */
        after?: string;
        /** @description Only of this category, in any case */
        category?: string | null;
        /** @description Only with this tag, in any case */
        tag?: string | null;
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
          "application/json": components["schemas"]["LivePage"];
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
  list_categories_api_v1_directory_categories_get: {
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
          "application/json": components["schemas"]["CategoryList"];
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
  search_channels_api_v1_directory_search_get: {
    parameters: {
      query: {
        /** @description Part of a name, title, category or tag */
        q: string;
        /** @description `next_offset` of the page before */
        offset?: number;
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
          "application/json": components["schemas"]["ChannelList"];
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
  list_followed_api_v1_following_get: {
    parameters: {
      query?: {
        /** @description `next_offset` of the page before */
        offset?: number;
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
          "application/json": components["schemas"]["ChannelList"];
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
      /** @description Forbidden */
      403: {
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
  show_relation_api_v1_channels__name__relation_get: {
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
          "application/json": components["schemas"]["RelationView"];
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
      /** @description Forbidden */
      403: {
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
  follow_api_v1_channels__name__follow_put: {
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
          "application/json": components["schemas"]["RelationView"];
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
      /** @description Forbidden */
      403: {
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
  unfollow_api_v1_channels__name__follow_delete: {
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
          "application/json": components["schemas"]["RelationView"];
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
      /** @description Forbidden */
      403: {
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
      /** @description Forbidden */
      403: {
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
      /** @description The channel has another name now */
      307: {
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
      /** @description Forbidden */
      403: {
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
      /** @description Forbidden */
      403: {
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
      /** @description Forbidden */
      403: {
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
  start_pull_api_v1_channels__name__pull_post: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["PullFrom"];
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
      /** @description Forbidden */
      403: {
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
  stop_pull_api_v1_channels__name__pull_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
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
      /** @description Forbidden */
      403: {
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
      /** @description Forbidden */
      403: {
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
      /** @description Forbidden */
      403: {
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
  show_playback_api_v1_channels__name__playback_get: {
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
          "application/json": components["schemas"]["PlaybackView"];
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
      /** @description Forbidden */
      403: {
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
  list_moderated_channels_api_v1_moderating_get: {
    parameters: {
      query?: {
        /** @description Name of an account: from which of them is it banned? */
        about?: string | null;
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
          "application/json": components["schemas"]["ModeratedList"];
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
      /** @description Forbidden */
      403: {
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
  resign_as_moderator_api_v1_moderating__name__delete: {
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
      /** @description Forbidden */
      403: {
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
  list_bans_api_v1_channels__name__bans_get: {
    parameters: {
      query?: {
        /** @description Only names after this one, in lower case */
        after?: string;
        /** @description How many at most */
        limit?: number;
      };
      header?: never;
      path: {
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
          "application/json": components["schemas"]["BanPage"];
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
      /** @description Forbidden */
      403: {
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
  ban_viewer_api_v1_channels__name__bans__account__put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
        /** @description The account's name, in any case */
        account: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        "application/json": components["schemas"]["BanViewer"] | null;
      };
    };
    responses: {
      /** @description Successful Response */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
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
      /** @description Forbidden */
      403: {
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
  unban_viewer_api_v1_channels__name__bans__account__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
        /** @description The account's name, in any case */
        account: string;
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
      /** @description Forbidden */
      403: {
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
  list_moderators_api_v1_channels__name__moderators_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
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
          "application/json": components["schemas"]["ModeratorList"];
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
      /** @description Forbidden */
      403: {
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
  appoint_moderator_api_v1_channels__name__moderators__account__put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
        /** @description The account's name, in any case */
        account: string;
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
      /** @description Forbidden */
      403: {
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
  dismiss_moderator_api_v1_channels__name__moderators__account__delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
        /** @description The account's name, in any case */
        account: string;
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
      /** @description Forbidden */
      403: {
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
  set_avatar_api_v1_account_avatar_put: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "image/jpeg": string;
        "image/png": string;
        "image/webp": string;
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["AccountView"];
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
      /** @description Forbidden */
      403: {
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
      /** @description Unsupported Media Type */
      415: {
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
  remove_avatar_api_v1_account_avatar_delete: {
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
          "application/json": components["schemas"]["AccountView"];
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
      /** @description Forbidden */
      403: {
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
  set_banner_api_v1_channels__name__banner_put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        "image/jpeg": string;
        "image/png": string;
        "image/webp": string;
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
      /** @description Unauthorized */
      401: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/problem+json": components["schemas"]["Problem"];
        };
      };
      /** @description Forbidden */
      403: {
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
      /** @description Unsupported Media Type */
      415: {
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
  remove_banner_api_v1_channels__name__banner_delete: {
    parameters: {
      query?: never;
      header?: never;
      path: {
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
      /** @description Forbidden */
      403: {
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
  get_client_configuration_api_v3_GetClientConfiguration_post: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        "application/json": components["schemas"]["ClientConfigurationRequest"];
      };
    };
    responses: {
      /** @description Successful Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          "application/json": components["schemas"]["ClientConfiguration"];
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
