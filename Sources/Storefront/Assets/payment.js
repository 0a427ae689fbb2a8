// Mounts Stripe's own fields; card data goes from them to Stripe and never to us.
const form = document.querySelector("[data-payment]");
const error = form.querySelector("[data-error]");
const button = form.querySelector("button");

const say = (sentence) => {
  error.textContent = sentence;
  error.hidden = false;
};

const load = () =>
  new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = "https://js.stripe.com/v3/";
    script.onload = () => resolve(window.Stripe);
    script.onerror = reject;
    document.head.append(script);
  });

try {
  const Stripe = await load();
  const stripe = Stripe(form.dataset.key);
  const elements = stripe.elements({ clientSecret: form.dataset.secret });
  elements.create("payment").mount(form.querySelector("[data-fields]"));
  button.disabled = false;

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    error.hidden = true;
    const result = await stripe.confirmPayment({
      elements,
      confirmParams: { return_url: form.dataset.return },
    });
    // Without an error the browser is already on its way.
    say(result.error.message);
    button.disabled = false;
  });
} catch {
  say(form.dataset.unavailable);
}
