"""The start page."""


def address(world):
    return f"/{world.council.slug}/"


def test_the_start_page_says_what_to_do_now(world, client_of):
    answer = client_of(world.lead).get(address(world))
    assert answer.status_code == 200
    assert "What you have to do now" in answer.text


def test_whoever_is_not_signed_in_goes_to_the_sign_in_page(world, client):
    answer = client.get(address(world))
    assert answer.status_code == 302
    assert answer.url.startswith("/account/login/")


def test_a_stranger_gets_404(world, client_of):
    assert client_of(world.stranger).get(address(world)).status_code == 404
