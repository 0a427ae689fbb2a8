/// A person who can sign in: a row of `auth.users`.
package enum User {}
